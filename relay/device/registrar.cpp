#include "relay/device/registrar.h"

#include <utility>

#include "policy/require.h"
#include "relay/crypto/random.h"
#include "relay/crypto/sha256.h"

namespace relay::device {
namespace {

using policy::Refused;
using Kind = NotEnrolled::Kind;
using Shut = OpenEnrolments::Shut;

constexpr const char* kOrganisation = "Sluice device";
constexpr const char* kNoLeave =
    "this token allows no enrolment: it is unknown, was used, or is over; ask for another one";

DeviceId new_id() {
  constexpr std::size_t kDigits = 16;
  const std::string token = crypto::sha256(crypto::random_token()).hex();
  const auto id = DeviceId::parse("d-" + token.substr(0, kDigits));
  policy::require(id.has_value(), "an id of hexadecimal digits is one");
  return *id;
}

std::string from(const Applicant& applicant) {
  return "from " + applicant.from.text();
}

}  // namespace

std::optional<std::string> out_of_group(const std::vector<policy::Group>& groups,
                                        const policy::GroupId& group,
                                        const catalog::Attributes& attributes) {
  const auto found = policy::group_of(groups, {group.text(), attributes});
  if (found == group) return std::nullopt;
  const std::string quoted = "'" + group.text() + "'";
  return "a device enrolled for " + quoted + " would be in '" + found.text() +
         "' by the policy in force; add '- { enrolled: " + group.text() + " }' to 'match' of " +
         quoted + (found == policy::default_group() ? "" : ", and put it before that group");
}

Registrar::Registrar(Parts parts)
    : parts_{std::move(parts)}, refusals_{parts_.state, "enrolment"} {}

NotEnrolled Registrar::no_leave(const OpenEnrolments::Refusal& refusal,
                                const Applicant& applicant) {
  if (refusal.why == Shut::Unknown) {
    refusals_.note(from(applicant) + ": wrong token", applicant.now);
  } else if (refusal.first) {
    const std::string why = refusal.why == Shut::Used     ? "it was used before"
                            : refusal.why == Shut::Voided ? "it was voided"
                                                          : "it is over";
    parts_.state.write([&](db::Transaction& tx) {
      catalog::note_refused_enrolment(
          tx, refusal.number, {.at = applicant.now, .reason = from(applicant) + ": " + why});
    });
  }
  const bool few = attempts_.count(applicant.from, applicant.now);
  return {few ? Kind::NoLeave : Kind::TooMany, kNoLeave};
}

policy::Result<Registrar::Made, NotEnrolled> Registrar::make(const DeviceId& id,
                                                             const Applicant& applicant) const {
  if (applicant.request.empty()) {
    const std::string token = crypto::random_token();
    return Made{{.digest = crypto::sha256(token)}, {.token = token}};
  }
  const auto issued = crypto::issue_client(parts_.authority, applicant.request,
                                           {kOrganisation, id.text()}, applicant.now);
  if (!issued) return Refused{NotEnrolled{Kind::BadRequest, issued.error()}};
  return Made{{catalog::Credential::Kind::Certificate, issued->fingerprint, issued->until},
              {.certificate = issued->pem}};
}

std::optional<NotEnrolled> Registrar::against_group(const catalog::EnrolmentRow& leave) const {
  const auto why = out_of_group(parts_.groups(), leave.group, leave.attributes);
  if (!why) return std::nullopt;
  return NotEnrolled{Kind::OtherGroup, *why};
}

policy::Result<Enrolled, NotEnrolled> Registrar::enrol(const Applicant& applicant) {
  const policy::Digest token = crypto::sha256(applicant.token);
  const auto leave = parts_.devices.leave(token, applicant.now);
  if (!leave) return Refused{no_leave(leave.error(), applicant)};
  if (const auto suspect = parts_.clock_suspect()) {
    return Refused{NotEnrolled{Kind::NotNow, "the relay's clock is not trusted: " + *suspect}};
  }
  if (auto refusal = against_group(*leave)) return Refused{*std::move(refusal)};
  const DeviceId id = new_id();
  auto made = make(id, applicant);
  if (!made) return Refused{made.error()};

  made->given.device =
      parts_.devices.enrol(token,
                           {.id = id,
                            .enrolment = leave->number,
                            .name = leave->name.empty() ? applicant.name : leave->name,
                            .credential = made->credential},
                           {.at = applicant.now, .reason = from(applicant)});
  if (made->given.device) return std::move(made->given);
  // Somebody was faster: it was used, or voided.
  const auto again = parts_.devices.leave(token, applicant.now);
  policy::require(!again, "an enrolment that was shut meanwhile stays so");
  auto refusal = again.error();
  refusal.first = true;  // Who lost is told of, though enrol() has looked at it before.
  return Refused{no_leave(refusal, applicant)};
}

/// So that nobody fills the catalog with certificates.
std::optional<NotEnrolled> Registrar::too_early(const DeviceId& id, policy::Instant now) const {
  const auto row = parts_.devices.find(id);
  if (!row) return std::nullopt;
  for (const catalog::Credential& one : row->credentials) {
    if (!one.until || *one.until - now <= kRenewable) continue;
    return NotEnrolled{Kind::TooEarly, "its certificate is good until " + policy::show(*one.until) +
                                           " and may be renewed from " +
                                           policy::show(*one.until - kRenewable)};
  }
  return std::nullopt;
}

policy::Result<Enrolled, NotEnrolled> Registrar::renew(const DeviceId& id,
                                                       const Applicant& applicant) {
  if (const auto suspect = parts_.clock_suspect()) {
    return Refused{NotEnrolled{Kind::NotNow, "the relay's clock is not trusted: " + *suspect}};
  }
  if (auto refusal = too_early(id, applicant.now)) return Refused{*std::move(refusal)};
  auto made = make(id, applicant);
  if (!made) return Refused{made.error()};
  made->given.device =
      parts_.devices.renew(id, made->credential, {.at = applicant.now, .reason = from(applicant)});
  if (made->given.device) return std::move(made->given);
  return Refused{NotEnrolled{Kind::NoLeave, "this device never enrolled, or is revoked"}};
}

}  // namespace relay::device
