#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "policy/digest.h"
#include "policy/id.h"
#include "policy/time.h"
#include "relay/catalog/audit.h"
#include "relay/catalog/device_id.h"

/// Leave for one device to enrol, once, within a day: whoever has the token may.
namespace relay::catalog {

using Attributes = std::map<std::string, std::string>;

struct NewEnrolment {
  policy::Digest token{};  ///< SHA-256 of it.
  policy::GroupId group;
  std::string name{};  ///< Of the device; empty: it may say one itself.
  Attributes attributes{};
  policy::Instant until{};  ///< Later than the deed, by a day at most.
};

struct EnrolmentRow {
  std::int64_t number = 0;  ///< 1, 2, 3 …
  policy::Digest token{};
  policy::GroupId group;
  std::string name{};
  Attributes attributes{};
  policy::Instant until{};
  std::string person{};
  policy::Instant at{};
  std::optional<DeviceId> device{};  ///< The one that used it.
  bool voided = false;               ///< A person took it back.
};

/// Returns its number.
std::int64_t allow_enrolment(db::Transaction& tx, const NewEnrolment& allowed, const Deed& deed);

/// Of one that is open: nobody has used or voided it.
void void_enrolment(db::Transaction& tx, std::int64_t number, const Deed& deed);

/// Those that end after that time, used and voided ones too, oldest first.
std::vector<EnrolmentRow> enrolments(db::Connection& db, policy::Instant after);

/// Somebody has shown the token of an enrolment that was used or is over.
void note_refused_enrolment(db::Transaction& tx, std::int64_t number, const Deed& deed);

}  // namespace relay::catalog
