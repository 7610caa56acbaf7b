#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "policy/address.h"
#include "policy/digest.h"
#include "policy/id.h"
#include "policy/place.h"
#include "policy/result.h"
#include "relay/admin/audit_seals.h"
#include "relay/admin/goes_back.h"
#include "relay/admin/machine.h"
#include "relay/admin/open_door.h"
#include "relay/admin/policy_texts.h"
#include "relay/admin/takes.h"
#include "relay/catalog/audit.h"
#include "relay/db/database.h"
#include "relay/device/directory.h"
#include "relay/io/log.h"
#include "relay/people/directory.h"
#include "relay/rollout/revision.h"
#include "relay/store/tree.h"
#include "relay/telemetry/telemetry.h"

namespace relay::admin {

class Events;

/// By which name and port devices reach a door; no name where the settings say none.
struct Reach {
  std::string host{};
  std::uint16_t port = 0;
};
struct EndpointDoors {
  Reach plain{};
  std::optional<Reach> tls{};  ///< Nothing: there is none.
  std::string authority{};     ///< PEM: the relay's own, if it vouches for that door.
};

/// What the administrators' desk works with. Every function may be called from several threads at
/// once; what is referred to outlives the desk.
struct Parts {
  /// A round of one feed, to its end. A sentence that says what came of it, or why there was none.
  using Sync = std::function<policy::Result<std::string, std::string>(const policy::FeedId&)>;

  db::Database& state;
  device::Directory& devices;
  people::Directory& people;
  io::Log& log;
  telemetry::Telemetry& telemetry;
  Events& events;
  std::function<rollout::Revision()> revision;                ///< The one in force.
  std::function<std::optional<std::string>()> clock_suspect;  ///< Why; nothing: it is trusted.
  std::function<void()> turn;  ///< Turns the rollout, so that an answer shows what an act did.
  Sync sync_now;
  /// A person says that the clock is right. Refuses with a sentence while it is trusted.
  std::function<policy::Result<policy::Done, std::string>(const catalog::Deed&)> confirm_clock;
  /// The devices that took a release. Nothing: what they take is not recorded here.
  std::function<std::vector<policy::Place>(const policy::FeedId&, policy::Sequence)> took{};
  /// When they did, in each group; nothing: nobody took it.
  std::function<std::vector<GroupTakes>(const policy::FeedId&, policy::Sequence)> taken_when{};
  /// That device was revoked or restored, which is in force already.
  std::function<void(const catalog::DeviceId&)> revoked_or_restored{};
  std::function<void()> set_up{};  ///< The first account was made.
  /// SHA-256 of the certificate of the relay's own authority.
  policy::Digest authority{};
  EndpointDoors endpoints{};
  std::function<std::vector<OpenDoor>()> doors{};  ///< All that are open.
  std::function<Machine()> machine{};
  std::string version{};  ///< Of the relay.
  PolicyTexts policies{};
  AuditSeals audit{};
  /// The place of the device with this address: how far a ramp must have come for it.
  std::function<policy::Place(const policy::Address&)> place_of{};
  std::string name{};  ///< Of the machine; empty: it does not say.
  /// What a release consists of, by its tree's digest; nothing: that is absent or damaged.
  std::function<std::optional<store::Tree>(const policy::Digest&)> tree_of{};
  /// What each client of this feed does with a release that is older than what it has.
  std::function<std::vector<GoesBack>(const policy::FeedId&)> going_back{};
};

}  // namespace relay::admin
