#include "policy/plan.h"

#include <algorithm>
#include <array>
#include <utility>

#include "policy/conditions.h"
#include "policy/freshness.h"

namespace policy {
namespace {

// Every rule is asked, so their order cannot change a decision. The cheap ones come first: a
// decision alone stops at the first reason.
constexpr std::array kConditions{excluded, narrowed, soak, window, gate, train, checks, approval};

/// One plan while it is made.
class Planner {
 public:
  Planner(const Question& asked, Depth depth)
      : asked_{asked}, depth_{depth}, at_{situation(asked)} {}

  Plan make() && {
    add_open();
    add_withdrawn();
    plan_.stale = staleness(at_);
    if (plan_.stale) look_again(next_look(*plan_.stale, now()));
    if (asked_.rules != nullptr) add_ramping();
    add_withheld();
    // A yes that ends closes nothing, but what waits for its window may wait for people then.
    for (const Approval& one : asked_.own.approvals) look_again(one.until);
    return std::move(plan_);
  }

 private:
  Instant now() const { return asked_.moment.now; }

  void look_again(std::optional<Instant> when) {
    if (!when || *when <= now()) return;
    if (!plan_.next_look || *when < *plan_.next_look) plan_.next_look = when;
  }
  void look_again(const Reasons& reasons) {
    for (const Reason& reason : reasons) look_again(next_look(reason));
  }

  Salt salt_of(const Release& release) const {
    const bool sticky = asked_.rules != nullptr && asked_.rules->sticky;
    return sticky ? asked_.facts.sticky : release.salt;
  }

  void add_open() {
    for (const Opening* const one : at_.ramping) add_open(*one);
    add_fix_forward();
    if (at_.base != nullptr) add_open(*at_.base);
  }
  void add_open(const Opening& opening) {
    const Release& release = asked_.facts.release(opening.release);
    plan_.open.push_back({opening.release, opening.reached(), opening.at(), salt_of(release), {}});
  }

  /// What the devices that took a bad release may have before anybody else, newest first among the
  /// others.
  void add_fix_forward() {
    if (asked_.rules == nullptr) return;
    for (const Bypass& bypass : asked_.facts.bypasses) {
      const Release& release = asked_.facts.release(bypass.release);
      const bool newer = at_.base == nullptr || release.sequence > at_.base->release;
      if (!newer || !forwards(bypass) || is_kept_back(release)) continue;
      const auto place = std::ranges::find_if(
          plan_.open, [&](const OpenRelease& open) { return open.release <= release.sequence; });
      plan_.open.insert(
          place, {release.sequence, kNobody, *bypass.granted, salt_of(release), bypass.only});
    }
  }

  bool forwards(const Bypass& bypass) const {
    if (!bypass.only || !concerns(bypass, bypass.release, asked_.rules->group)) return false;
    return bypass.granted && *bypass.granted < bypass.until && now() >= *bypass.granted;
  }
  /// What takes a ramp back takes a fix-forward back as well; nothing else does.
  bool is_kept_back(const Release& release) const {
    const bool pinned_elsewhere = at_.pin != nullptr && at_.pin->version != release.version;
    return asked_.facts.stopped || pinned_elsewhere || is_taken_back(asked_, release, nullptr);
  }

  void add_withdrawn() {
    for (const Opening& opening : asked_.own.openings) {
      const Release& release = asked_.facts.release(opening.release);
      if (is_taken_back(asked_, release, &opening)) plan_.withdrawn.push_back(opening.release);
    }
  }

  /// The bypasses of this release in this group that are in force.
  Skips bypassed(const Release& release, std::string* because) const {
    Skips skips;
    for (const Bypass& bypass : asked_.facts.bypasses) {
      if (bypass.only || !in_force(bypass, now())) continue;
      if (!concerns(bypass, release.sequence, asked_.rules->group)) continue;
      skips = skips.with(bypass.skips);
      if (because != nullptr) {
        *because = "bypass " + std::to_string(bypass.number) + " by " + bypass.said.by + ": " +
                   bypass.said.why + " (skips " + show(bypass.skips) + ")";
      }
    }
    return skips;
  }

  Reasons reasons_against(const Candidate& candidate, const Opening* opening) const {
    Reasons reasons;
    taken_back(asked_, candidate.release, opening, reasons);
    // What was opened once needs no stage's yes again; only what narrows can be in its way.
    if (opening != nullptr) {
      narrowed(candidate, reasons);
      return reasons;
    }
    if (const Opening* const newest = at_.newest(); newest != nullptr &&
                                                    newest->release > candidate.release.sequence &&
                                                    !is_pinned(candidate)) {
      reasons.emplace_back(Passed{asked_.facts.release(newest->release).version});
    }
    for (const auto condition : kConditions) {
      if (depth_ == Depth::Decide && !reasons.empty()) break;
      condition(candidate, reasons);
    }
    return reasons;
  }

  bool is_pinned(const Candidate& candidate) const {
    return at_.pin != nullptr && at_.pin->version == candidate.release.version;
  }

  void add_ramping() {
    for (const Opening* const opening : at_.ramping) {
      const Release& release = asked_.facts.release(opening->release);
      const Skips leave = bypassed(release, nullptr);
      const Candidate candidate{at_, release, leave.with(advance(at_, plan_.stale))};
      Reasons reasons;
      excluded(candidate, reasons);
      narrowed(candidate, reasons);
      window(candidate, reasons);
      ramp(candidate, *opening, reasons);
      look_again(reasons);
      const BasisPoints next = candidate.skips.has(Skippable::Ramp)
                                   ? kEverybody
                                   : next_step(*asked_.rules, opening->reached());
      if (reasons.empty() && !plan_.to_widen) plan_.to_widen = {release.sequence, next};
      if (depth_ == Depth::Explain) {
        plan_.ramping.push_back({release.sequence, opening->reached(), next, std::move(reasons)});
      }
    }
  }

  bool is_open(Sequence release) const {
    return (at_.base != nullptr && at_.base->release == release) ||
           std::ranges::count(at_.ramping, release,
                              [](const Opening* one) { return one->release; }) > 0;
  }

  void add_withheld() {
    const auto& releases = asked_.facts.releases;
    const std::size_t below = at_.base == nullptr ? 0 : at_.base->release.number;
    for (std::size_t n = releases.size(); n > below; --n) {
      if (!is_open(releases[n - 1].sequence)) add_withheld(releases[n - 1]);
    }
    if (at_.pin == nullptr || below == 0) return;
    for (std::size_t n = below; n > 0; --n) {
      const Release& release = releases[n - 1];
      if (release.version == at_.pin->version && !is_open(release.sequence)) add_withheld(release);
    }
  }

  void add_withheld(const Release& release) {
    if (asked_.rules == nullptr) {
      if (depth_ == Depth::Explain) plan_.withheld.push_back({release.sequence, {NoPath{}}});
      return;
    }
    const Opening* const opening = asked_.own.opening_of(release.sequence);
    const Skips advanced = advance(at_, plan_.stale);
    const Skips leave = bypassed(release, nullptr);
    Reasons reasons = reasons_against({at_, release, advanced.with(leave)}, opening);
    if (!reasons.empty()) {
      look_again(reasons);
      if (depth_ == Depth::Explain) withhold(release, std::move(reasons));
    } else if (!plan_.to_open && opening == nullptr) {
      open(release, advanced, leave);  // The newest; what is older is superseded by it.
    }
  }

  void withhold(const Release& release, Reasons reasons) {
    if (release.expires_at) {
      const auto late = [&](const Reason& reason) {
        const auto until = next_look(reason);
        return until && *until > *release.expires_at;
      };
      if (std::ranges::any_of(reasons, late)) {
        plan_.will_expire.push_back({release.sequence, *release.expires_at});
      }
    }
    plan_.withheld.push_back({release.sequence, std::move(reasons)});
  }

  void open(const Release& release, Skips advanced, Skips leave) {
    ToOpen opening{.release = release.sequence,
                   .to = first_step(*asked_.rules, advanced.with(leave))};
    const bool skips_ramp = opening.to != first_step(*asked_.rules, {});
    if (skips_ramp || !reasons_against({at_, release, {}}, nullptr).empty()) {
      const bool by_people = reasons_against({at_, release, leave}, nullptr).empty();
      opening.how = by_people ? Opening::How::Bypass : Opening::How::Advanced;
      if (by_people) {
        bypassed(release, &opening.because);
      } else {
        opening.because = "the group waited for " + show(now() - plan_.stale->since) +
                          ", the freshness ceiling is " + show(*plan_.stale->ceiling);
      }
    }
    plan_.to_open = std::move(opening);
  }

  const Question& asked_;
  const Depth depth_;
  const Situation at_;
  Plan plan_{};
};

}  // namespace

Plan plan(const Question& asked, Depth depth) {
  return Planner{asked, depth}.make();
}

std::optional<Sequence> choose(const std::vector<OpenRelease>& open, Place place) {
  for (const OpenRelease& one : open) {
    if (reached(one.reached, bucket(place, one.salt))) return one.release;
    if (one.only && std::ranges::binary_search(*one.only, place)) return one.release;
  }
  return std::nullopt;
}

}  // namespace policy
