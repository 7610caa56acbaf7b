#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "policy/result.h"
#include "relay/catalog/refusals.h"
#include "relay/people/changes.h"
#include "relay/people/passwords.h"
#include "relay/people/roster.h"
#include "relay/people/throttle.h"

namespace relay::people {

struct Secrets {
  std::string seal_key{};  ///< 32 bytes that no copy of the database has.
};

/// What is told of an account.
struct About {
  Person person{};
  catalog::AccountRow row{};
  std::int64_t changes = 0;  ///< Of what it may: goes up with each.
  bool has_password = false;
  bool due = false;            ///< The password is one that somebody else has chosen.
  bool second_factor = false;  ///< And it counts.
  std::size_t recovery_codes = 0;
  std::size_t sessions = 0;
  std::vector<catalog::ApiTokenRow> tokens{};
};

/// A second factor that does not count yet. Shown once.
struct NewFactor {
  std::string seed{};  ///< As people type it.
  std::string uri{};   ///< As apps read it.
};

/// Who people are: whom a token or a password shows, and what is said of whom. All in memory as the
/// catalog has it, so a database that does not answer signs nobody out; what is said of somebody is
/// recorded and then counts, for every request that begins after the call has returned. What cannot
/// be recorded throws, and then it does not count. Safe to use from several threads.
class Directory {
 public:
  /// Reads all of it.
  Directory(db::Database& state, Secrets secrets, const crypto::ScryptCost& cost,
            policy::Instant now, const Limits& limits = {});

  // Saying who one is. These hash: never in a thread that others wait for.

  policy::Result<Started, NotSignedIn> sign_in(const Attempt& attempt);
  /// The same of somebody who is signed in: another session, and the one so far has ended.
  policy::Result<Started, NotSignedIn> make_sure(const Caller& caller, Attempt attempt);
  /// What SetPassword and MakeAccount take, of what against_password() has nothing against. Nothing
  /// when too many are at work.
  std::optional<std::string> hashed(std::string_view password) { return passwords_.hash(password); }

  // Found in memory, for every request.

  /// Nothing when what is shown does not count, or is two things.
  std::optional<Caller> caller(const Shown& shown, policy::Instant now);
  /// Who somebody is by now who has shown it before; nothing when that does not count any more. A
  /// session is not kept by it.
  std::optional<Person> still(const Caller& caller, policy::Instant now) const {
    return roster_.still(caller, now);
  }
  std::vector<About> people() const;
  std::optional<About> find(std::string_view name) const;
  /// Whether nobody else has that role everywhere, disabled accounts too: then one person is
  /// enough.
  bool alone(std::string_view role, std::string_view person) const;
  /// Whether at most one account may do more than look.
  bool single_person() const;

  /// Of a session: it ends. False when it has ended.
  bool sign_out(const Caller& caller, const catalog::Deed& deed);
  /// To be called about once a minute: keeps when sessions were shown, ends those that nobody has
  /// shown for too long, forgets old ones, and reads again what could not be read.
  void tidy(policy::Instant now);

  // The first account.

  bool is_set_up() const { return set_up_.load(); }
  /// Leave to make it, for an hour, instead of any before: the token to show. Nothing when there is
  /// an account.
  std::optional<std::string> open_setup(policy::Instant now);
  /// Of several at once one is done. Its account has the built-in roles and the named ones.
  policy::Result<Started, SetupRefused> set_up(const FirstAccount& wanted);

  // What people say of people.

  /// Recorded in the transaction that somebody has open, with its audit row; or why it cannot be.
  /// What it yields must be called once that is durable and over, in any thread: then it counts.
  policy::Result<std::function<void()>, std::string> record(db::Transaction& tx,
                                                            const Change& change,
                                                            const catalog::Deed& deed);
  /// The same in a transaction of its own; it counts when this returns.
  policy::Result<policy::Done, std::string> change(const Change& change, const catalog::Deed& deed);

  // One's own second factor.

  /// Instead of one that was not confirmed. Nothing when one counts: that must be removed first.
  std::optional<NewFactor> begin_factor(const std::string& name, const catalog::Deed& deed);
  /// With a first code it counts. Other sessions than `keep` end. False when the code is wrong.
  bool confirm_factor(const std::string& name, std::string_view code,
                      const std::optional<policy::Digest>& keep, const catalog::Deed& deed);
  /// Instead of those before; shown once.
  std::vector<std::string> new_recovery_codes(const std::string& name, const catalog::Deed& deed);

  /// How many passwords were hashed.
  std::uint64_t hashes() const { return passwords_.hashes(); }

 private:
  enum class Factor { None, Needed, Wrong, TooMany, Code, Recovery };
  struct Proven;

  policy::Result<Proven, NotSignedIn> prove(const Attempt& attempt);
  Factor second_factor(const Attempt& attempt, const Account& account, Proven& proven);
  std::optional<Started> start(const Proven& proven, const Attempt& attempt);
  bool still_proven(db::Transaction& tx, const Proven& proven, const catalog::Deed& deed) const;
  catalog::SessionRow session_of(const std::string& name, const Attempt& attempt,
                                 const policy::Digest& digest) const;
  Account refresh(const std::string& name, policy::Instant now);
  policy::Refused<NotSignedIn> refused(const Attempt& attempt, NotSignedIn why);
  policy::Refused<SetupRefused> wrong_setup(const FirstAccount& wanted);
  std::optional<SetupRefused> against_setup(const FirstAccount& wanted);
  policy::Result<Started, SetupRefused> make_first(const FirstAccount& wanted,
                                                   const policy::Digest& setup,
                                                   const std::string& phc);

  db::Database& state_;
  const Secrets secrets_;
  const Limits limits_;
  Passwords passwords_;
  Throttle throttle_;
  catalog::Refusals refusals_;
  /// Held while something is recorded and until it counts, so that what is recorded last counts
  /// last. Never taken for a request that only shows who it is, nor inside a transaction.
  mutable std::mutex changing_;
  Roster roster_;
  std::atomic<bool> set_up_ = false;
  std::atomic<unsigned> wrong_setups_ = 0;
};

}  // namespace relay::people
