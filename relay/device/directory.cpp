#include "relay/device/directory.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "policy/require.h"
#include "relay/crypto/sha256.h"

namespace relay::device {
namespace {

using catalog::Credential;
using catalog::DeviceRow;

constexpr std::size_t kPage = 10'000;

DevicePtr device_of(const DeviceRow& row) {
  const std::string group = row.group ? row.group->text() : std::string{};
  return std::make_shared<const Device>(Device{.id = row.id,
                                               .name = row.name,
                                               .record = {group, row.attributes},
                                               .place = place_of(row.id)});
}

std::map<std::string, std::string> attributes_of(const Certificate& certificate) {
  std::map<std::string, std::string> attributes;
  for (const auto& [name, value] : certificate.names) {
    attributes.emplace("certificate." + name, value);
  }
  return attributes;
}

}  // namespace

DeviceId id_of(const Certificate& certificate) {
  constexpr std::string_view kTag{"sluice-certificate-v1\0", 22};
  std::string both{kTag};
  for (const policy::Digest& digest : {certificate.authority, certificate.subject}) {
    both += digest.hex();
  }
  const auto id = DeviceId::parse("c-" + crypto::sha256(both).hex().substr(0, 32));
  policy::require(id.has_value(), "an id of hexadecimal digits is one");
  return *id;
}

Directory::Directory(db::Database& state, const policy::Digest& authority, policy::Instant now)
    : state_{state}, authority_{authority} {
  read(now);
}

void Directory::read(policy::Instant now) {
  std::string after;
  for (;;) {
    auto page = state_.read(
        [&](db::Connection& db) { return catalog::enrolled_devices(db, after, kPage); });
    if (page.empty()) break;
    after = page.back().id.text();
    for (DeviceRow& row : page) {
      apply(row);
      rows_.emplace(row.id, std::move(row));
    }
  }
  for (DeviceRow& row :
       state_.read([](db::Connection& db) { return catalog::certified_devices(db); })) {
    apply(row);
    rows_.emplace(row.id, std::move(row));
  }
  const auto since = now - OpenEnrolments::kRemembered;
  for (auto& row :
       state_.read([&](db::Connection& db) { return catalog::enrolments(db, since); })) {
    enrolments_.put(std::move(row), now);
  }
}

/// Makes what loops see what the row says.
void Directory::apply(const DeviceRow& row) {
  const DevicePtr device = device_of(row);
  for (const catalog::Credential& one : row.credentials) {
    if (row.revoked) {
      credentials_.remove(one.digest);
    } else {
      credentials_.put(one.kind, one.digest, device);
    }
  }
  if (row.enrolled) return;
  const std::unique_lock lock{saying_};
  said_.insert_or_assign(row.id, Said{row.group, row.revoked.has_value()});
}

DevicePtr Directory::with_token(const policy::Digest& token, const Showing& showing) {
  return credentials_.find(Credential::Kind::Token, token, showing);
}

DevicePtr Directory::with_certificate(const Certificate& certificate, const Showing& showing) {
  if (certificate.authority == authority_) {
    return credentials_.find(Credential::Kind::Certificate, certificate.fingerprint, showing);
  }
  DeviceRow row{.id = id_of(certificate), .attributes = attributes_of(certificate)};
  const auto name = certificate.names.find("cn");
  if (name != certificate.names.end()) row.name = name->second;
  const Said said = said_of(row.id);
  row.group = said.group;
  return said.revoked ? nullptr : device_of(row);
}

Directory::Said Directory::said_of(const DeviceId& id) const {
  const std::shared_lock lock{saying_};
  const auto found = said_.find(id);
  return found == said_.end() ? Said{} : found->second;
}

std::optional<DeviceRow> Directory::find(const DeviceId& id) const {
  const std::lock_guard lock{changing_};
  const auto found = rows_.find(id);
  if (found == rows_.end()) return std::nullopt;
  return found->second;
}

std::optional<Sources::InTurn> Directory::in_turn(const DeviceRow& row) const {
  for (const catalog::Credential& one : row.credentials) {
    if (const auto places = credentials_.in_turn(one.digest)) return places;
  }
  return std::nullopt;
}

std::vector<DeviceRow> Directory::list(const std::string& after, std::size_t most) const {
  std::vector<DeviceRow> found;
  const auto first = DeviceId::parse(after);
  const std::lock_guard lock{changing_};
  auto row = first ? rows_.upper_bound(*first) : rows_.begin();
  for (; row != rows_.end() && found.size() < most; ++row) found.push_back(row->second);
  return found;
}

std::int64_t Directory::allow(const catalog::NewEnrolment& allowed, const catalog::Deed& deed) {
  const std::lock_guard lock{changing_};
  const auto number = state_.write(
      [&](db::Transaction& tx) { return catalog::allow_enrolment(tx, allowed, deed); });
  enrolments_.put({.number = number,
                   .token = allowed.token,
                   .group = allowed.group,
                   .name = allowed.name,
                   .attributes = allowed.attributes,
                   .until = allowed.until,
                   .person = deed.actor,
                   .at = deed.at},
                  deed.at);
  return number;
}

policy::Result<policy::GroupId, OpenEnrolments::Shut> Directory::void_leave(
    std::int64_t enrolment, const catalog::Deed& deed) {
  const std::lock_guard lock{changing_};
  const auto unused = enrolments_.unused(enrolment);
  if (!unused) return policy::Refused{unused.error()};
  state_.write([&](db::Transaction& tx) { catalog::void_enrolment(tx, enrolment, deed); });
  enrolments_.mark_voided(unused->token);
  return unused->group;
}

DevicePtr Directory::enrol(const policy::Digest& token, const catalog::NewDevice& device,
                           const catalog::Deed& deed) {
  const std::lock_guard lock{changing_};
  const auto leave = enrolments_.find(token, deed.at);
  if (!leave) return nullptr;
  state_.write([&](db::Transaction& tx) { catalog::enrol(tx, device, deed); });
  enrolments_.mark_used(token, device.id);
  DeviceRow row{.id = device.id,
                .name = device.name,
                .group = leave->group,
                .attributes = leave->attributes,
                .enrolled = deed.at,
                .credentials = {device.credential}};
  apply(row);
  rows_.emplace(row.id, row);
  return device_of(row);
}

DevicePtr Directory::renew(const DeviceId& id, const catalog::Credential& credential,
                           const catalog::Deed& deed) {
  const std::lock_guard lock{changing_};
  const auto found = rows_.find(id);
  if (found == rows_.end() || !found->second.enrolled || found->second.revoked) return nullptr;
  state_.write([&](db::Transaction& tx) { catalog::add_credential(tx, id, credential, deed); });
  found->second.credentials.push_back(credential);
  apply(found->second);
  return device_of(found->second);
}

/// Of a device that shows the organisation's certificates the first thing said makes the row.
DeviceRow& Directory::row_of(const DeviceId& id) {
  return rows_.try_emplace(id, DeviceRow{.id = id}).first->second;
}

bool Directory::revoke(const DeviceId& id, const catalog::Deed& deed) {
  const std::lock_guard lock{changing_};
  if (!state_.write([&](db::Transaction& tx) { return catalog::revoke_device(tx, id, deed); })) {
    return false;
  }
  DeviceRow& row = row_of(id);
  row.revoked = policy::Said{.by = deed.actor, .why = deed.reason, .at = deed.at};
  apply(row);
  return true;
}

bool Directory::restore(const DeviceId& id, const catalog::Deed& deed) {
  const std::lock_guard lock{changing_};
  if (!state_.write([&](db::Transaction& tx) { return catalog::restore_device(tx, id, deed); })) {
    return false;
  }
  DeviceRow& row = row_of(id);
  row.revoked.reset();
  apply(row);
  return true;
}

std::function<void()> Directory::move(db::Transaction& tx, const std::vector<DeviceId>& ids,
                                      const policy::GroupId& group, const catalog::Deed& deed) {
  Moved moved;
  for (const DeviceId& id : ids) {
    moved.emplace_back(id, catalog::move_device(tx, id, group, deed));
  }
  return [this, moved = std::move(moved), group] { apply(moved, group); };
}

/// Of two who moved the same one, whoever is recorded later counts.
void Directory::apply(const Moved& moved, const policy::GroupId& group) {
  const std::lock_guard lock{changing_};
  for (const auto& [id, number] : moved) {
    std::int64_t& newest = moves_[id];
    if (number < newest) continue;
    newest = number;
    DeviceRow& row = row_of(id);
    row.group = group;
    apply(row);
  }
}

}  // namespace relay::device
