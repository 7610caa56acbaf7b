#include "relay/serve/whom.h"

#include <algorithm>
#include <utility>

#include "relay/crypto/sha256.h"
#include "relay/serve/credential.h"

namespace relay::serve {
namespace {

bool holds(const policy::Group& group, const policy::Address& caller) {
  return std::ranges::any_of(
      group.addresses, [&](const policy::Network& network) { return network.contains(caller); });
}

policy::GroupId own_group(const rollout::World& world, const policy::Address& caller) {
  const auto found = std::ranges::find_if(
      world.groups, [&](const policy::Group& group) { return holds(group, caller); });
  return found == world.groups.end() ? policy::default_group() : found->id;
}

device::Certificate read(const http::ClientCertificate& shown) {
  device::Certificate certificate{
      .authority = shown.authority, .fingerprint = shown.fingerprint, .subject = shown.subject};
  for (const http::Field& name : shown.names) certificate.names.emplace(name.name, name.value);
  return certificate;
}

/// What a request shows, and the device that it stands for, if it counts.
struct Shown {
  Known by = Known::Not;  ///< Not: nothing is shown.
  device::DevicePtr device{};
};

/// The plain door hears no credentials: whoever listens on the way has them.
Shown shown(device::Directory& devices, const http::Request& request) {
  if (!request.secure) {
    if (shown_token(request)) devices.note_in_the_clear();
    return {};
  }
  device::Showing showing{.now = request.now};
  if (request.peer_known) showing.from = request.peer;
  if (request.certificate) {
    return {Known::Certificate, devices.with_certificate(read(*request.certificate), showing)};
  }
  if (const auto token = shown_token(request)) {
    const bool can_be = !token->empty();
    return {Known::Token, can_be ? devices.with_token(crypto::sha256(*token), showing) : nullptr};
  }
  return {};
}

/// By its credential. Whatever it gets is for it alone: no cache between may keep it for others.
Whom by_device(const rollout::World& world, const std::optional<policy::GroupId>& named,
               Shown shown, const http::Request& request) {
  Whom whom{.group = policy::group_of(world.groups, shown.device->record),
            .known = shown.by,
            .place = shown.device->place};
  whom.counts = whom.group != policy::default_group() && (!named || *named == whom.group);
  if (request.peer_known) whom.was = place_of(request.peer);
  whom.device = std::move(shown.device);
  return whom;
}

Whom by_address(const rollout::World& world, const std::optional<policy::GroupId>& named,
                const policy::Address& caller) {
  const policy::Place place = place_of(caller);
  if (named) {
    const auto group = std::ranges::find(world.groups, *named, &policy::Group::id);
    if (group != world.groups.end() && holds(*group, caller))
      return {*named, Audience::GroupOfUrl, true, Known::Address, nullptr, place};
  }
  const auto own = own_group(world, caller);
  const bool known = own != policy::default_group();
  return {own,  Audience::Caller, known && !named, known ? Known::Address : Known::Not, nullptr,
          place};
}

}  // namespace

bool has(const rollout::World& world, const policy::GroupId& group) {
  return std::ranges::find(world.groups, group, &policy::Group::id) != world.groups.end();
}

Whom whom_of(const rollout::World& world, device::Directory* devices,
             const std::optional<policy::GroupId>& named, const http::Request& request) {
  Shown credential;
  if (devices != nullptr) credential = shown(*devices, request);
  if (credential.device) return by_device(world, named, std::move(credential), request);
  const bool unknown = credential.by != Known::Not || !request.peer_known;
  if (!unknown) return by_address(world, named, request.peer);
  return {.group = policy::default_group(), .place = place_of(request.peer)};
}

device::DevicePtr device_of(device::Directory& devices, const http::Request& request) {
  return shown(devices, request).device;
}

policy::Place place_of(const policy::Address& caller) {
  std::uint64_t hash = 14'695'981'039'346'656'037U;
  for (const std::uint8_t byte : caller.bytes) hash = (hash ^ byte) * 1'099'511'628'211U;
  return {hash};
}

}  // namespace relay::serve
