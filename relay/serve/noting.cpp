#include "relay/serve/noting.h"

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
  return {.device = whom.device ? whom.device->id.text() : std::string_view{},
          .name = whom.device ? whom.device->name : std::string_view{},
          .address = asked.request.peer,
          .known = known(whom),
          .group = whom.group.text(),
          .feed = asked.feed.text(),
          .path = asked.path,
          .agent = asked.agent,
          .release = asked.given == nullptr ? policy::Sequence{} : asked.given->table->release,
          .at = asked.request.now};
}

}  // namespace

telemetry::Ticket note(telemetry::Pad& seen, const Notable& asked, const Found& found) {
  auto contact = serve::contact(asked);
  if (const auto* const served = std::get_if<Served>(&found)) {
    contact.fresh = served->fresh;
    return seen.begin(contact);
  }
  constexpr int kGone = 404, kEmpty = 200;
  seen.note(contact, std::holds_alternative<InGap>(found) ? kEmpty : kGone);
  return {};
}

}  // namespace relay::serve
