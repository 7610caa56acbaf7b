#pragma once

#include <initializer_list>
#include <memory>
#include <string>

#include "relay/catalog/schema.h"
#include "relay/people/directory.h"
#include "relay/people/tokens.h"
#include "tests/support/day.h"

namespace tests {

inline constexpr relay::crypto::ScryptCost kCheap{16, 8, 1};
inline constexpr const char* kPassword = "a long way to the relay";
inline constexpr const char* kHome = "10.1.9.3";
inline constexpr const char* kAway = "192.0.2.7";

inline policy::Address address(const char* text) {
  return *policy::Address::parse(text);
}

/// People over a state database in memory, whose passwords cost nearly nothing.
class ADirectory {
 public:
  using Directory = relay::people::Directory;
  using Refused = relay::people::NotSignedIn::Kind;

  ADirectory() { start_again(); }

  /// As after a restart: what was only in memory is gone.
  void start_again(const relay::crypto::ScryptCost& cost = kCheap) {
    people =
        std::make_unique<Directory>(state, relay::people::Secrets{std::string(32, 'k')}, cost, now);
  }
  /// Makes the first account.
  relay::people::Started set_up(const char* name = "ann") {
    const auto token = people->open_setup(now);
    return *people->set_up({.token = *token,
                            .name = name,
                            .password = kPassword,
                            .roles = {*relay::people::Role::parse("release-manager")},
                            .source = address(kHome),
                            .now = now});
  }
  /// Another one, by ann, with a password of its own.
  void make(const char* name, std::initializer_list<const char*> roles = {"operator"}) {
    relay::people::MakeAccount wanted{.name = name, .phc = *people->hashed(kPassword)};
    for (const char* const one : roles) {
      wanted.grants.push_back({.role = *relay::people::Role::parse(one)});
    }
    expect(wanted);
    expect(relay::people::SetPassword{.name = name, .phc = *people->hashed(kPassword)});
  }
  /// What a change is refused with; empty: it is done.
  std::string change(const relay::people::Change& wanted, const char* by = "ann") {
    const auto done = people->change(wanted, this->by(by));
    return done ? std::string{} : done.error();
  }
  void expect(const relay::people::Change& wanted) {
    if (const auto why = change(wanted); !why.empty()) throw std::runtime_error{why};
  }
  relay::catalog::Deed by(const char* name) const {
    return {.at = now, .actor = name, .reason = "why"};
  }

  relay::people::Attempt attempt(const char* name = "ann", const char* password = kPassword,
                                 const char* from = kHome) const {
    return {.name = name, .password = password, .source = address(from), .now = now};
  }
  relay::people::Started sign_in(const char* name = "ann") {
    return *people->sign_in(attempt(name));
  }
  std::optional<relay::people::Caller> shows(const std::string& token) {
    return people->caller({.bearer = token}, now);
  }
  /// Why one is not signed in; nothing: he is.
  std::optional<Refused> refusal(const relay::people::Attempt& one) {
    const auto begun = people->sign_in(one);
    if (begun) return std::nullopt;
    return begun.error().kind;
  }
  /// "person: action: subject: detail" of the newest audit rows, newest first.
  std::vector<std::string> audit(std::size_t most) {
    std::vector<std::string> found;
    for (const auto& row : state.read(
             [&](relay::db::Connection& db) { return relay::catalog::audit_rows(db, 0, most); })) {
      found.push_back(row.actor + ": " + row.action + ": " + row.subject + ": " + row.detail);
    }
    return found;
  }

  relay::db::Database state{":memory:", relay::catalog::migrations()};
  policy::Instant now = day(1);
  std::unique_ptr<Directory> people;
};

}  // namespace tests
