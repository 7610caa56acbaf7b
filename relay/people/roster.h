#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "relay/people/account.h"
#include "relay/people/sign_in.h"

namespace relay::people {

/// All accounts in memory: who asks is found here, and never waits for the disk. Safe to use from
/// several threads.
class Roster {
 public:
  explicit Roster(const Limits& limits) : limits_{limits} {}

  /// Of what was read earlier only when sessions were shown last stays.
  void put(Account account);
  /// It could not be read: until it is put again nobody comes in as that, but what it had is still
  /// its own.
  void shut(const std::string& name);

  /// Who shows it, and that it was shown now. Nothing for both at once.
  std::optional<Caller> caller(const Shown& shown, policy::Instant now);
  /// What he may who has shown it before and shows nothing now: that does not keep a session.
  std::optional<Person> still(const Caller& caller, policy::Instant now) const;

  std::optional<Account> find(std::string_view name) const;
  std::vector<Account> all() const;
  std::vector<std::string> all_shut() const;

  /// Sessions that nobody has shown for too long; they are gone from here already.
  std::vector<policy::Digest> take_idle(policy::Instant now);
  /// Sessions that were shown since this was asked last, and when.
  std::vector<catalog::SessionRow> take_seen();

 private:
  struct Known {
    Account account{};
    bool shut = false;
    std::map<policy::Digest, policy::Instant> unsaid{};  ///< Shown, and not told by take_seen().
  };
  std::optional<Caller> by_session(std::string_view token, SessionKind kind, policy::Instant now);
  std::optional<Caller> by_token(std::string_view token, policy::Instant now);

  const Limits limits_;
  mutable std::mutex mutex_;
  std::map<std::string, Known, std::less<>> known_{};   ///< Guarded by mutex_, as are the next.
  std::map<policy::Digest, std::string> of_session_{};  ///< Whose it is.
  std::map<policy::Digest, std::string> of_token_{};
};

/// What a session's token proves of its caller, at a time.
Caller caller_of(const Account& account, const catalog::SessionRow& session, std::string_view token,
                 policy::Instant now);

}  // namespace relay::people
