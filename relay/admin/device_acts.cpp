#include "relay/admin/device_acts.h"

#include <algorithm>

#include "relay/admin/answers.h"
#include "relay/admin/enrolled.h"
#include "relay/admin/named_device.h"
#include "relay/admin/perform.h"
#include "relay/crypto/random.h"
#include "relay/crypto/sha256.h"
#include "relay/device/label.h"
#include "relay/device/registrar.h"

namespace relay::admin {
namespace {

using device::DeviceId;
using json::Part;
using json::Value;
using policy::Refused;

constexpr policy::Span kLongest{86'400};
constexpr std::size_t kMostAttributes = 16;

constexpr Shape kReasonMaybe{
    .reason = Field::Optional, .groups = Field::Absent, .version = Field::Absent};
constexpr Shape kReasonAndLift{
    .groups = Field::Absent, .version = Field::Absent, .lift = Field::Optional};

std::string read_label(const Part& part) {
  const auto text = part.text();
  if (text && !device::is_label(*text)) {
    part.note(std::string{"expected "} + device::kLabelShape);
  }
  return text.value_or("");
}

void read_attribute(const Part& part, catalog::Attributes& attributes) {
  part.has_only({"name", "value"});
  const auto name = part["name"].text();
  if (name && !device::is_attribute(*name)) {
    part["name"].note(
        "expected a-z 0-9 - _ . beginning with a letter or digit, and not 'certificate.'");
  }
  auto value = read_label(part["value"]);
  if (name && !attributes.emplace(*name, std::move(value)).second) {
    part["name"].note("is there twice");
  }
}

catalog::Attributes read_attributes(const Part& part) {
  catalog::Attributes attributes;
  if (part.null()) return attributes;
  for (const Part& item : part.items()) read_attribute(item, attributes);
  if (part.items().size() > kMostAttributes) {
    part.note("more than " + std::to_string(kMostAttributes));
  }
  return attributes;
}

policy::Span read_lasting(const Part& part) {
  if (part.null()) return kLongest;
  const auto text = part.text();
  if (!text) return kLongest;
  const auto span = policy::parse_span(*text);
  if (span && *span > policy::Span{0} && *span <= kLongest) return *span;
  part.note("expected a duration such as 30m or 2h, 24h at most, found '" + *text + "'");
  return kLongest;
}

/// The sentence stands for who enrols; who listens in gets a token that was used.
std::string sentence_of(const catalog::NewEnrolment& allowed) {
  return "until " + policy::show(allowed.until) + " one device may enrol for '" +
         allowed.group.text() + "' with this token, which is shown this once";
}

http::Response allow(const Parts& parts, catalog::NewEnrolment allowed, const catalog::Deed& deed) {
  const std::string token = crypto::random_token();
  allowed.token = crypto::sha256(token);
  const auto number = parts.devices.allow(allowed, deed);
  return ok(Value::Record{{"sentence", sentence_of(allowed)},
                          {"enrolment", number},
                          {"group", allowed.group.text()},
                          {"token", token},
                          {"until", allowed.until},
                          {"authority", parts.authority}});
}

http::Response done(const Parts& parts, const Call& call, const DeviceId& id,
                    const std::string& sentence) {
  const auto row = parts.devices.find(id);
  return ok(Value::Record{{"sentence", sentence},
                          {"device", row ? describe(parts, call, *row) : Value{}}});
}

}  // namespace

http::Response post_enrol(const Parts& parts, const Call& call) {
  std::string group;
  std::string name;
  catalog::Attributes attributes;
  policy::Span lasts{};
  const Own own{{"group", "name", "attributes", "for"}, [&](const Part& root) {
                  group = root["group"].text().value_or("");
                  if (!root["name"].null()) name = read_label(root["name"]);
                  attributes = read_attributes(root["attributes"]);
                  lasts = read_lasting(root["for"]);
                }};
  const auto wish = read_wish(call.request.body, kReasonMaybe, own);
  if (!wish) return bad_request("bad-body", wish.error());
  const auto named = group_named(call.revision, group);
  if (!named) return named.error();
  if (const auto why = device::out_of_group(call.revision.document.groups, *named, attributes)) {
    return conflict(*why);
  }
  if (const auto suspect = parts.clock_suspect()) {
    return conflict("the clock is not trusted, so no time can be set: " + *suspect);
  }
  return allow(
      parts,
      {.group = *named, .name = name, .attributes = attributes, .until = call.request.now + lasts},
      deed_of(call, wish->reason));
}

http::Response post_void(const Parts& parts, const Call& call) {
  std::int64_t number = 0;
  const Own own{{"enrolment"},
                [&](const Part& root) { number = root["enrolment"].number().value_or(0); }};
  const auto wish = read_wish(call.request.body, kReasonAlone, own);
  if (!wish) return bad_request("bad-body", wish.error());
  const std::string name = "enrolment " + std::to_string(number);
  const auto group = parts.devices.void_leave(number, deed_of(call, wish->reason));
  if (group) return ok(Value::Record{{"sentence", name + " for '" + group->text() + "' is void"}});
  switch (group.error()) {
    case device::OpenEnrolments::Shut::Unknown:
    case device::OpenEnrolments::Shut::Over:  // Is voided as well.
      break;
    case device::OpenEnrolments::Shut::Used:
      return conflict(name + " was used; what enrolled with it can be revoked");
    case device::OpenEnrolments::Shut::Voided:
      return conflict(name + " is void already");
  }
  return not_found("unknown-enrolment", "there is no " + name + " of late");
}

http::Response post_revoke(const Parts& parts, const Call& call) {
  std::string name;
  const Own own{{"device"}, [&](const Part& root) { name = root["device"].text().value_or(""); }};
  const auto wish = read_wish(call.request.body, kReasonAndLift, own);
  if (!wish) return bad_request("bad-body", wish.error());
  if (auto refusal = against(call, *wish)) return *std::move(refusal);
  const auto row = device_named(parts, name);
  if (!row) return row.error();
  const catalog::Deed deed = deed_of(call, wish->reason);
  if (wish->lift) {
    if (!parts.devices.restore(row->id, deed)) return conflict(told(*row) + " is not revoked");
    parts.revoked_or_restored(row->id);
    return done(parts, call, row->id, told(*row) + " counts again by what it shows");
  }
  if (!parts.devices.revoke(row->id, deed)) return conflict(told(*row) + " is revoked already");
  parts.revoked_or_restored(row->id);
  return done(parts, call, row->id,
              told(*row) +
                  " is revoked: whoever shows its credential is unknown; who shows none is known "
                  "by the address, as before");
}

}  // namespace relay::admin
