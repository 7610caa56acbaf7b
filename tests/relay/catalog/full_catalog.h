#pragma once

#include <memory>
#include <string>

#include "tests/relay/catalog/catalog.h"

namespace tests {

/// One row in every table that keeps what happened.
class FullCatalog : public Catalog {
 public:
  FullCatalog() {
    const auto release = accept("daily 1", '1');
    revise();
    state.write([&](relay::db::Transaction& tx) {
      const relay::catalog::Deed deed{.at = day(1), .actor = "Aino"};
      relay::catalog::open(tx, feed(), group("office"),
                           {.release = release, .steps = {{{500}, day(1)}}}, 1, deed);
      relay::catalog::widen(tx, {feed(), group("office"), release, {600}}, deed);
      relay::catalog::activate(tx, feed(), group("office"), release, deed);
      relay::catalog::approve(tx, feed(), group("office"),
                              {{.release = release,
                                .tree = digest('1'),
                                .stage = digest('2'),
                                .person = "Aino",
                                .role = "r",
                                .at = day(1)}},
                              deed);
      relay::catalog::say(tx, {.kind = relay::catalog::ActKind::Hold, .feed = feed()}, deed);
      relay::catalog::quarantine(
          tx, {.feed = feed(), .part = "daily", .version = "2", .reason = "bad"}, deed);
      relay::catalog::raise_highest_time(tx, day(1));
      relay::catalog::note_check(tx, {.feed = feed(), .at = day(1)});
      relay::catalog::stop(tx, deed);
      relay::catalog::pause(tx, {feed(), group("office"), release}, deed);
      const relay::catalog::Deed evidence{.at = day(1), .reason = "silent"};
      const auto halt = relay::catalog::halt(tx, feed(), release, group("office"), evidence);
      relay::catalog::acknowledge(tx, {.feed = feed(), .halt = halt}, deed);
      relay::catalog::judge(
          tx, {.feed = feed(), .release = release, .tree = digest('1'), .check = "bench"}, deed);
      relay::catalog::say_risk(tx, {.feed = feed(), .release = release}, deed);
      add_bypass(tx, release, deed);
      relay::catalog::confirm_clock(tx, deed);
      relay::catalog::note_policy_file(tx, {"policy.yaml", digest('9'), 1}, deed);
      add_proposal(tx, deed);
      relay::catalog::note_stage_author(tx, digest('2'), "Bo", 1);
      add_device(tx, deed);
      tx.run("INSERT INTO part VALUES ('clamav', 'daily', 5, $1, 0)", digest('1').hex());
    });
  }
  static void add_proposal(relay::db::Transaction& tx, const relay::catalog::Deed& deed) {
    relay::catalog::propose(tx,
                            {.kind = "grant",
                             .subject = "boss of Bo",
                             .role = "administrator",
                             .until = day(2),
                             .parties = {"Bo"}},
                            digest('8'), deed);
    const relay::catalog::Deed other{.at = deed.at, .actor = "Cai"};
    policy::require(relay::catalog::vote(tx, 1, digest('8'), other).has_value(), "Cai may");
    relay::catalog::end_proposal(tx, 1, relay::catalog::Ending::Done, other);
  }
  static void add_bypass(relay::db::Transaction& tx, policy::Sequence release,
                         const relay::catalog::Deed& deed) {
    const policy::Bypass asked{
        .release = release,
        .groups = {group("office")},
        .skips = policy::Skips{}.with(policy::Skippable::Soak),
        .until = day(2),
        .only = std::make_shared<const std::vector<policy::Place>>(1, policy::Place{7})};
    const auto number =
        relay::catalog::ask_bypass(tx, feed(), asked, {.at = deed.at, .actor = "Cai"});
    relay::catalog::grant_bypass(tx, number, "r", deed);
    relay::catalog::put_in_force(tx, number, deed);
    relay::catalog::review_bypass(tx, number, deed);
  }
  static void add_device(relay::db::Transaction& tx, const relay::catalog::Deed& deed) {
    const relay::catalog::NewEnrolment allowed{.token = digest('5'),
                                               .group = group("office"),
                                               .attributes = {{"model", "t14"}},
                                               .until = deed.at + std::chrono::hours{24}};
    const auto number = relay::catalog::allow_enrolment(tx, allowed, deed);
    const auto id = *relay::catalog::DeviceId::parse("d-0123456789abcdef");
    relay::catalog::enrol(
        tx, {.id = id, .enrolment = number, .credential = {.digest = digest('6')}}, deed);
    auto lost = allowed;
    lost.token = digest('7');
    relay::catalog::void_enrolment(tx, relay::catalog::allow_enrolment(tx, lost, deed), deed);
    relay::catalog::revoke_device(tx, id, deed);
    relay::catalog::move_device(tx, id, group("pilot"), deed);
  }
  bool accepts(const std::string& sql) { return says(sql) == "accepted"; }
};

inline const std::string kDigest(64, 'a');

/// A statement that adds a release, good in all but one column.
inline std::string release_with(const std::string& column, const std::string& value) {
  const auto pick = [&](const char* name, const std::string& normal) {
    return column == name ? value : normal;
  };
  return "INSERT INTO release (feed, sequence, version, tree, content, evidence, evidence_detail,"
         " vendor_time, expires_at, first_seen, standing, standing_reason) VALUES (" +
         pick("feed", "'acme'") + ", " + pick("sequence", "1") + ", " + pick("version", "'1'") +
         ", " + pick("tree", "'" + kDigest + "'") + ", " + pick("content", "'software'") + ", " +
         pick("evidence", "'vendor-signed'") + ", '', " + pick("vendor_time", "NULL") + ", " +
         pick("expires_at", "NULL") + ", " + pick("first_seen", "0") + ", " +
         pick("standing", "'good'") + ", " + pick("standing_reason", "''") + ")";
}

}  // namespace tests
