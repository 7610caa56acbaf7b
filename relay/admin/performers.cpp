#include <algorithm>
#include <array>

#include "relay/admin/agreement.h"
#include "relay/admin/device_moves.h"
#include "relay/catalog/judgements.h"
#include "relay/catalog/proofs.h"
#include "relay/crypto/sha256.h"
#include "relay/rollout/judge_acts.h"

namespace relay::admin {
namespace {

using json::Value;
using policy::Refused;
using Done = policy::Result<Performed, std::string>;

/// Tells of several changes, each of which counts once all are durable.
class Changing {
 public:
  Changing(db::Transaction& tx, const Performing& what) : tx_{tx}, what_{what} {}

  /// After a refusal nothing more is looked at.
  void record(const people::Change& change) {
    if (refusal_) return;
    auto counts = what_.parts.people.record(tx_, change, what_.deed);
    if (counts) {
      counts_.push_back(*std::move(counts));
    } else {
      refusal_ = counts.error();
    }
  }
  Done done(const std::string& sentence) const {
    if (refusal_) return Refused{*refusal_};
    return Performed{sentence, [counts = counts_] {
                       for (const auto& one : counts) one();
                     }};
  }

 private:
  db::Transaction& tx_;
  const Performing& what_;
  std::vector<std::function<void()>> counts_{};
  std::optional<std::string> refusal_{};
};

std::string quoted(const std::string& text) {
  return "'" + text + "'";
}

std::string what_he_may(db::Connection& db, const std::string& name) {
  return "p" + std::to_string(catalog::times_changed(db, name));
}

/// And which password he has: one that he has chosen meanwhile is not overwritten.
std::string what_he_signs_in_with(db::Connection& db, const std::string& name) {
  const auto password = catalog::password(db, name);
  return what_he_may(db, name) + " " + crypto::sha256(password ? password->phc : "").hex();
}

std::string which_factor(db::Connection& db, const std::string& name) {
  const auto factor = catalog::second_factor(db, name);
  return what_he_may(db, name) + " " + crypto::sha256(factor ? factor->seed : "").hex();
}

people::GiveRole giving(const std::string& name, const Value& role) {
  people::GiveRole change{.name = name, .role = *people::Role::parse(role["role"].text())};
  change.reach.feed = policy::FeedId::parse(role["feed"].text());
  change.reach.group = policy::GroupId::parse(role["group"].text());
  return change;
}

/// Whoever had the password may have made some.
void revoke_tokens(db::Transaction& tx, Changing& changing, const Performing& what) {
  for (const catalog::ApiTokenRow& token : catalog::api_tokens(tx, what.subject, what.deed.at)) {
    changing.record(people::RevokeToken{.owner = what.subject, .number = token.number});
  }
}

/// The administrator's last: from two on, others must agree to what comes after.
Done change_roles(db::Transaction& tx, const Performing& what) {
  Changing changing{tx, what};
  for (const Value& number : what.body["lift"].items()) {
    changing.record(people::TakeRole{.name = what.subject, .grant = number.number()});
  }
  auto gives = what.body["give"].items();
  std::stable_partition(gives.begin(), gives.end(), [](const Value& role) {
    return role["role"].text() != people::kAdministrator;
  });
  for (const Value& role : gives) changing.record(giving(what.subject, role));
  return changing.done(what.body["sentence"].text());
}

Done sign_out(db::Transaction& tx, const Performing& what) {
  Changing changing{tx, what};
  changing.record(people::EndSessions{.name = what.subject});
  revoke_tokens(tx, changing, what);
  return changing.done(quoted(what.subject) +
                       " is signed out everywhere, and has no token any more");
}

Done do_one(db::Transaction& tx, const Performing& what, const people::Change& change,
            const std::string& sentence) {
  Changing changing{tx, what};
  changing.record(change);
  return changing.done(quoted(what.subject) + sentence);
}

Done enable(db::Transaction& tx, const Performing& what) {
  return do_one(tx, what, people::Enable{.name = what.subject}, " is enabled");
}

Done remove_factor(db::Transaction& tx, const Performing& what) {
  return do_one(tx, what, people::RemoveFactor{.name = what.subject},
                " has no second factor any more");
}

Done reset_password(db::Transaction& tx, const Performing& what) {
  Changing changing{tx, what};
  changing.record(
      people::SetPassword{.name = what.subject, .phc = what.body["phc"].text(), .due = true});
  revoke_tokens(tx, changing, what);
  return changing.done(quoted(what.subject) +
                       " has that password, and chooses another one at the next sign-in");
}

Done lower_risk(db::Transaction& tx, const Performing& what) {
  rollout::Named named{.feed = what.body["feed"].text(), .version = what.body["version"].text()};
  for (const Value& group : what.body["groups"].items()) named.groups.push_back(group.text());
  const auto done = rollout::lower_risk(tx, what.revision, named, what.deed);
  if (!done) return Refused{done.error().what};
  return Performed{*done, {}};
}

/// What people have said of the feed's releases so far: a word that came since may know better.
std::string what_is_said(db::Connection& db, const std::string& subject) {
  const auto feed = policy::FeedId::parse(subject.substr(0, subject.find(' ')));
  return feed ? std::to_string(catalog::risks(db, *feed).size()) : std::string{};
}

constexpr std::array kPerformers{
    Performer{"roles", people::kAdministrator, what_he_may, change_roles},
    Performer{"enable", people::kAdministrator, what_he_may, enable},
    Performer{"password", people::kAdministrator, what_he_signs_in_with, reset_password},
    Performer{"second-factor", people::kAdministrator, which_factor, remove_factor},
    Performer{"sign-out", people::kAdministrator, what_he_may, sign_out},
    Performer{"risk", people::kOperator, what_is_said, lower_risk},
    Performer{"move", people::kOperator, which_rules, move_devices, people::kAdministrator},
};

}  // namespace

const Performer* performer(std::string_view kind) {
  const auto* const found = std::ranges::find(kPerformers, kind, &Performer::kind);
  return found == kPerformers.end() ? nullptr : found;
}

}  // namespace relay::admin
