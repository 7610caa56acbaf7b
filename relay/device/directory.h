#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <utility>
#include <vector>

#include "relay/device/credentials.h"
#include "relay/device/open_enrolments.h"

namespace relay::device {

/// What a client's certificate says, once TLS has verified it.
struct Certificate {
  policy::Digest authority{};  ///< SHA-256 of the public key of whoever is trusted to vouch for it.
  policy::Digest fingerprint{};  ///< SHA-256 of it in DER.
  policy::Digest subject{};      ///< SHA-256 of the names in it: stays when it is renewed.
  /// Parts of the subject by their short names: "cn", "ou", "o".
  std::map<std::string, std::string> names{};
};

/// The id of a device by a certificate of the organisation's own.
DeviceId id_of(const Certificate& certificate);

/// Who devices are, in memory, as the catalog has it. Loops ask it for every request and never wait
/// for the database; what is said of a device is recorded and then counts, for every request that
/// begins after the call has returned. Safe to use from several threads.
class Directory {
 public:
  /// Reads all of it. `authority` is the relay's own, as Certificate has it; `now` tells which
  /// enrolments are over.
  Directory(db::Database& state, const policy::Digest& authority, policy::Instant now);

  /// Nothing when it does not count: unknown, or of a device that is revoked.
  DevicePtr with_token(const policy::Digest& token, const Showing& showing);
  /// One of the relay's own authority counts when it is recorded, whatever names it has; any other
  /// stands for a device of its own, with "certificate.cn", "certificate.ou" and "certificate.o" as
  /// attributes.
  DevicePtr with_certificate(const Certificate& certificate, const Showing& showing);

  /// One that has enrolled, or of which people have said something; revoked ones too.
  std::optional<catalog::DeviceRow> find(const DeviceId& id) const;
  /// Two places from which one of its credentials is shown in turn; nothing when there are none.
  std::optional<Sources::InTurn> in_turn(const catalog::DeviceRow& row) const;
  /// The same as find() in the order of their ids: those behind `after`, at most `most`.
  std::vector<catalog::DeviceRow> list(const std::string& after, std::size_t most) const;

  /// A request at the plain door had one, which was not looked at: whoever listens has it now.
  void note_in_the_clear() { in_the_clear_.fetch_add(1, std::memory_order_relaxed); }
  std::uint64_t in_the_clear() const { return in_the_clear_.load(std::memory_order_relaxed); }

  /// The enrolment with this token, if it may be used at `now`.
  policy::Result<catalog::EnrolmentRow, OpenEnrolments::Refusal> leave(const policy::Digest& token,
                                                                       policy::Instant now) {
    return enrolments_.find(token, now);
  }

  /// Each is recorded with its audit row, and then in force. What cannot be recorded throws, and
  /// then nothing has changed.
  std::int64_t allow(const catalog::NewEnrolment& allowed, const catalog::Deed& deed);
  /// That leave is over at once, and for good if it was over by the clock. Refuses when it is
  /// unknown, used or voided.
  policy::Result<policy::GroupId, OpenEnrolments::Shut> void_leave(std::int64_t enrolment,
                                                                   const catalog::Deed& deed);
  /// Nothing when that enrolment was used or voided meanwhile, or is over.
  DevicePtr enrol(const policy::Digest& token, const catalog::NewDevice& device,
                  const catalog::Deed& deed);
  /// Nothing when it has been revoked meanwhile.
  DevicePtr renew(const DeviceId& id, const catalog::Credential& credential,
                  const catalog::Deed& deed);
  // False when it is so already.
  bool revoke(const DeviceId& id, const catalog::Deed& deed);
  bool restore(const DeviceId& id, const catalog::Deed& deed);
  /// Recorded in the transaction that somebody has open. What it yields must be called once that is
  /// durable and over, in any thread: then it counts.
  std::function<void()> move(db::Transaction& tx, const std::vector<DeviceId>& ids,
                             const policy::GroupId& group, const catalog::Deed& deed);

 private:
  /// What was said of a device with a certificate of the organisation's own.
  struct Said {
    std::optional<policy::GroupId> group{};
    bool revoked = false;
  };

  void read(policy::Instant now);
  using Moved = std::vector<std::pair<DeviceId, std::int64_t>>;
  void apply(const Moved& moved, const policy::GroupId& group);
  void apply(const catalog::DeviceRow& row);
  catalog::DeviceRow& row_of(const DeviceId& id);
  Said said_of(const DeviceId& id) const;

  db::Database& state_;
  const policy::Digest authority_;
  /// Held while something is recorded and until it counts, so that what is recorded last counts
  /// last. Never taken for an endpoint's request.
  mutable std::mutex changing_;
  std::map<DeviceId, catalog::DeviceRow> rows_{};  ///< Guarded by changing_, as is the next.
  std::map<DeviceId, std::int64_t> moves_{};       ///< The newest that counts, of this run.
  mutable std::shared_mutex saying_;
  std::map<DeviceId, Said> said_{};  ///< Guarded by saying_.
  Credentials credentials_{};
  OpenEnrolments enrolments_{};
  std::atomic<std::uint64_t> in_the_clear_ = 0;
};

}  // namespace relay::device
