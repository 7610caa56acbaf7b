#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/rules.h"
#include "relay/catalog/enrolments.h"

/// Devices that have enrolled, what they show to be known, and what people said of them since.
namespace relay::catalog {

struct Credential {
  enum class Kind { Token, Certificate };
  Kind kind = Kind::Token;
  policy::Digest digest{};                 ///< SHA-256: of the token, or of the certificate in DER.
  std::optional<policy::Instant> until{};  ///< A certificate's end.
};
const char* word(Credential::Kind kind);  ///< "token", "certificate"
std::optional<Credential::Kind> parse_credential_kind(std::string_view word);

struct DeviceRow {
  DeviceId id;
  std::string name{};
  /// That it counts as enrolled for. Nothing: it was neither enrolled nor moved, but shows a
  /// certificate of the organisation's own.
  std::optional<policy::GroupId> group{};
  Attributes attributes{};
  std::optional<policy::Instant> enrolled{};
  std::vector<Credential> credentials{};
  std::optional<policy::Said> revoked{};  ///< Nothing that it shows counts.
};

struct NewDevice {
  DeviceId id;
  std::int64_t enrolment = 0;  ///< Open at the deed's time: anything else throws.
  std::string name{};
  Credential credential{};
};
void enrol(db::Transaction& tx, const NewDevice& device, const Deed& deed);
/// One more, which counts beside those that it has.
void add_credential(db::Transaction& tx, const DeviceId& id, const Credential& credential,
                    const Deed& deed);

/// Devices that have enrolled, revoked ones too, by their ids: those behind `after` (empty: from
/// the first), at most `most`.
std::vector<DeviceRow> enrolled_devices(db::Connection& db, const std::string& after,
                                        std::size_t most);
/// Those with a certificate of the organisation's own of whom people have said something.
std::vector<DeviceRow> certified_devices(db::Connection& db);

/// Both return false, and write nothing, when it is so already.
bool revoke_device(db::Transaction& tx, const DeviceId& id, const Deed& deed);
bool restore_device(db::Transaction& tx, const DeviceId& id, const Deed& deed);
/// From now on it counts as enrolled for that group.
/// The number of that move.
std::int64_t move_device(db::Transaction& tx, const DeviceId& id, const policy::GroupId& group,
                         const Deed& deed);
/// The group for which it counts as enrolled; nothing as in DeviceRow.
std::optional<policy::GroupId> enrolled_for(db::Connection& db, const DeviceId& id);
struct Move {
  std::string device{};
  policy::GroupId group;
};
/// Those of one person since then, each once.
std::vector<Move> moves_by(db::Connection& db, const std::string& person, policy::Instant since);

}  // namespace relay::catalog
