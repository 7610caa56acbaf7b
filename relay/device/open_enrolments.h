#pragma once

#include <map>
#include <mutex>

#include "policy/result.h"
#include "relay/catalog/enrolments.h"

namespace relay::device {

/// The enrolments of the last days by their tokens, so that whoever guesses one does not reach the
/// database. Safe to use from several threads.
class OpenEnrolments {
 public:
  /// How long one that is over is still known: then it is like one that never was.
  static constexpr policy::Span kRemembered{86'400};

  enum class Shut { Unknown, Used, Voided, Over };
  struct Refusal {
    Shut why = Shut::Unknown;
    std::int64_t number = 0;  ///< Of a known one.
    bool first = false;       ///< Nobody was told so of this one before.
  };

  /// Forgets those that were over long before `now`.
  void put(catalog::EnrolmentRow row, policy::Instant now);
  policy::Result<catalog::EnrolmentRow, Refusal> find(const policy::Digest& token,
                                                      policy::Instant now);
  /// The one with that number, if it was neither used nor voided: what is over by the clock may be
  /// open again when that is set right.
  policy::Result<catalog::EnrolmentRow, Shut> unused(std::int64_t number);
  void mark_used(const policy::Digest& token, const catalog::DeviceId& device);
  void mark_voided(const policy::Digest& token);

 private:
  struct Known {
    catalog::EnrolmentRow row;
    bool told = false;
  };
  std::mutex mutex_;
  std::map<policy::Digest, Known> known_{};  ///< Guarded by mutex_.
};

}  // namespace relay::device
