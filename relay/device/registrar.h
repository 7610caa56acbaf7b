#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "policy/address.h"
#include "policy/document.h"
#include "policy/result.h"
#include "relay/catalog/refusals.h"
#include "relay/crypto/authority.h"
#include "relay/device/attempts.h"
#include "relay/device/directory.h"

namespace relay::device {

/// What a device asks for with an enrolment's token.
struct Applicant {
  std::string token{};
  std::string name{};     ///< Its own word, where the enrolment names none; empty, or a label.
  std::string request{};  ///< PKCS#10 in PEM, for a certificate; empty: a token is wanted.
  policy::Address from{};
  policy::Instant now{};
};

/// What it got: one of the two, which is shown this once.
struct Enrolled {
  DevicePtr device{};
  std::string token{};
  std::string certificate{};  ///< PEM
};

struct NotEnrolled {
  enum class Kind {
    NoLeave,  ///< The token is of no enrolment that may be used; which of the reasons is not told.
    TooMany,  ///< The same, and so often from there that it should wait a minute.
    BadRequest,  ///< No certificate can be made of its request; the token may be used again.
    NotNow,      ///< The relay's clock is not trusted.
    OtherGroup,  ///< It would be in another group than its enrolment says.
    TooEarly,    ///< Its certificate is good for long yet.
  };
  Kind kind = Kind::NoLeave;
  std::string what{};
};

/// Turns leave to enrol into a device with a credential. Safe to use from several threads.
class Registrar {
 public:
  struct Parts {
    db::Database& state;
    Directory& devices;
    crypto::Identity authority{};
    std::function<std::vector<policy::Group>()> groups{};       ///< Of the policy in force.
    std::function<std::optional<std::string>()> clock_suspect;  ///< Why; nothing: it is trusted.
  };
  static constexpr std::chrono::days kRenewable{90};
  explicit Registrar(Parts parts);

  policy::Result<Enrolled, NotEnrolled> enrol(const Applicant& applicant);
  /// Another certificate for a device that has shown a credential and has no certificate that lasts
  /// longer than kRenewable; what it has goes on to count. `applicant` has no token.
  policy::Result<Enrolled, NotEnrolled> renew(const DeviceId& id, const Applicant& applicant);

  /// The authority's certificate, as PEM.
  const std::string& authority() const { return parts_.authority.certificate; }

 private:
  /// A new credential, and what the device gets of it.
  struct Made {
    catalog::Credential credential{};
    Enrolled given{};
  };
  NotEnrolled no_leave(const OpenEnrolments::Refusal& refusal, const Applicant& applicant);
  policy::Result<Made, NotEnrolled> make(const DeviceId& id, const Applicant& applicant) const;
  std::optional<NotEnrolled> against_group(const catalog::EnrolmentRow& leave) const;
  std::optional<NotEnrolled> too_early(const DeviceId& id, policy::Instant now) const;

  const Parts parts_;
  catalog::Refusals refusals_;
  Attempts attempts_{};
};

/// In which group a device of such a record would be: a sentence when it is not that one, nothing
/// when it is.
std::optional<std::string> out_of_group(const std::vector<policy::Group>& groups,
                                        const policy::GroupId& group,
                                        const catalog::Attributes& attributes);

}  // namespace relay::device
