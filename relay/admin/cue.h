#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "policy/id.h"

namespace relay::admin {

/// What is worth another look. It says where, and nothing of what is there: whoever may look may
/// know of it.
struct Cue {
  enum class Kind {
    Status,    ///< What groups have or wait for; of one feed and group where they are named.
    Audit,     ///< There are rows up to `number`.
    Proposal,  ///< Proposal `number`.
    People,    ///< Accounts, roles or tokens.
    Devices,   ///< Devices that enrolled, moved or were revoked; leave to enrol.
    Policy,    ///< Revision `number` is in force.
  };

  Kind kind = Kind::Status;
  std::optional<policy::FeedId> feed{};
  std::optional<policy::GroupId> group{};
  std::int64_t number = 0;  ///< 0: none is named.

  friend bool operator==(const Cue&, const Cue&) = default;
};

const char* word(Cue::Kind kind);  ///< "status"

/// What else a row of the audit is worth another look at, by what it says was done and to what.
/// Nothing: nothing but the audit.
std::optional<Cue> cue_of(std::string_view action, std::string_view subject);

/// An event of a stream (HTML, 9.2.6):
///
///   id: 3f9a1c77-12
///   event: status
///   data: {"event":"status","feed":"clamav","group":"office","number":null}
///
/// and an empty line.
std::string event_text(const std::string& id, const Cue& cue);
/// Of the kind "reset": whatever was known before, all of it is to be looked at anew.
std::string reset_text(const std::string& id);

}  // namespace relay::admin
