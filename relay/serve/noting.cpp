#include "relay/serve/noting.h"

#include "relay/http/http_date.h"

namespace relay::serve {
namespace {

telemetry::Known known(const Whom& whom) {
  switch (whom.known) {
    case Known::Certificate:
      return telemetry::Known::Certificate;
    case Known::Token:
      return telemetry::Known::Token;
    case Known::Address:
      return telemetry::Known::Address;
    case Known::Not:
      return telemetry::Known::Unknown;
  }
  return telemetry::Known::Unknown;
}

telemetry::Contact contact(const Notable& asked) {
  const Whom& whom = asked.whom;
  const Given* const given = asked.given;
  return {.device = whom.device ? whom.device->id.text() : std::string_view{},
          .name = whom.device ? whom.device->name : std::string_view{},
          .address = asked.request.peer,
          .known = known(whom),
          .group = whom.group.text(),
          .feed = asked.feed.text(),
          .path = asked.path,
          .agent = asked.agent,
          .release = given == nullptr ? policy::Sequence{} : given->table->release,
          .newest = given == nullptr ? policy::Sequence{} : given->newest,
          .at = asked.request.now};
}

/// The release that brought the client's own copy, where it names the time inside that and the
/// release is newer than all that is open to it.
policy::Sequence not_from_here(const Notable& asked, const store::File& file) {
  if (asked.copies == nullptr || !file.also_valid_for) return {};
  const auto since = asked.request.field("If-Modified-Since");
  const auto built = since ? http::parse_http_date(*since) : std::nullopt;
  if (!built || built == file.also_valid_for) return {};
  const auto copies = asked.copies->find(asked.path);
  if (copies == asked.copies->end()) return {};
  const auto copy = copies->second.find(*built);
  const bool newer = copy != copies->second.end() && copy->second > asked.given->newest;
  return newer ? copy->second : policy::Sequence{};
}

}  // namespace

telemetry::Ticket note(telemetry::Pad& seen, const Notable& asked, const Found& found) {
  auto contact = serve::contact(asked);
  if (const auto* const served = std::get_if<Served>(&found)) {
    contact.fresh = served->fresh;
    contact.says = not_from_here(asked, *served->file);
    return seen.begin(contact);
  }
  constexpr int kGone = 404, kEmpty = 200;
  seen.note(contact, std::holds_alternative<InGap>(found) ? kEmpty : kGone);
  return {};
}

}  // namespace relay::serve
