#include "policy/simulate/site.h"

#include <algorithm>
#include <cmath>

#include "policy/simulate/random.h"

namespace policy::simulate {
namespace {

enum Mood : std::uint8_t {
  kWell,
  kAway,      // Until its fate: switched off.
  kDying,     // Silent from its fate on.
  kDead,      // Until its fate.
  kRepaired,  // Has nothing on it.
  kFailing,   // Says so from its fate on.
  kFailed,
};
constexpr std::uint8_t kMood = 0x0f;
constexpr std::uint8_t kTook = 0x80;    // Its last request was a take.
constexpr std::uint8_t kStruck = 0x40;  // It counts as hit by this release already.
constexpr Step kNever = 0xffff'ffffU;

// It counts as hit because the fault is going to hit it: something newer may still come first.
bool threatened(std::uint8_t state) {
  const std::uint8_t mood = state & kMood;
  return (mood == kDying || mood == kFailing) && (state & kStruck) == 0;
}

// Of 2^16, which is more than any 16 bits are: a share of everybody is everybody.
std::uint32_t sixteen(BasisPoints share) {
  return static_cast<std::uint32_t>(std::uint64_t{share.count} * 65'536 / kEverybody.count);
}

// What happens with this share within `period`, has this chance within `interval`.
std::uint32_t chance(BasisPoints share, Span period, Span interval) {
  const double periods =
      static_cast<double>(interval.count()) / static_cast<double>(period.count());
  const double once = 1.0 - std::pow(1.0 - policy::share(share), periods);
  return static_cast<std::uint32_t>(std::min(once * 0x1.0p32, 0x1.0p32 - 1));
}

std::uint32_t bits(std::uint64_t self, unsigned shift) {
  return static_cast<std::uint32_t>(self >> shift) & 0xffffU;
}

Step steps(Span span) {
  return static_cast<Step>((span + kStep - Span{1}) / kStep);
}

Step spread_turns(const FleetGroup& group) {
  const double turns = static_cast<double>(steps(group.polls)) * share(group.spread);
  return std::max<Step>(1, static_cast<Step>(std::lround(turns)));
}

}  // namespace

/// Who is off in this minute, of 2^16.
struct Site::Hush {
  std::uint32_t nights = 0;
  std::uint32_t weekends = 0;
};

Site::Site(const FleetGroup& group, std::uint64_t first, Timeline timeline, Step now)
    : group_{group},
      first_{first},
      timeline_{timeline},
      start_{now},
      interval_{steps(group.polls)},
      turns_{spread_turns(group)},
      in_time_{interval_ * 3 / 2},
      off_chance_{chance(group.absence.hourly, std::chrono::hours{1}, group.polls)},
      reimage_chance_{chance(group.absence.reimaged, std::chrono::hours{24}, group.polls)},
      last_(group.devices),
      fate_(group.devices),
      have_(group.devices, kBefore),
      state_(group.devices),
      fared_(kBefore + 1) {
  std::uint32_t end = 0;
  for (const Model& model : group.models) {
    end += model.share.count;
    model_ends_.push_back(sixteen({end}));
  }
  fared_[kBefore].have = group.devices;
  const Step before = now - interval_;
  for (std::size_t i = 0; i < last_.size(); ++i) {
    const auto turn = static_cast<Step>(i * turns_ / last_.size());
    last_[i] = before + (turn + interval_ - before % interval_) % interval_;
  }
  for (Step step = before; step < now; ++step) fared_[kBefore].requests.at(step / kStepsOfBin);
  for (const Step last : last_) ++fared_[kBefore].requests.at(last / kStepsOfBin).asked;
}

void Site::allow(Span reboot) {
  in_time_ = std::max(in_time_, steps(reboot));
}

std::uint64_t Site::self(std::size_t device) const {
  return mixed(first_ + device);
}

std::size_t Site::model(std::size_t device) const {
  const auto end = std::ranges::upper_bound(model_ends_, bits(self(device), 32));
  const auto last = std::max<std::ptrdiff_t>(std::ssize(model_ends_) - 1, 0);
  return static_cast<std::size_t>(std::min(end - model_ends_.begin(), last));
}

Site::Hush Site::hush(Step now) const {
  const std::int64_t wall = unix_seconds(timeline_.at(now) + group_.utc_offset);
  const std::int64_t hour = wall / 3'600 % 24;
  const std::int64_t weekday = (wall / 86'400 + 3) % 7;  // 1970-01-01 was a Thursday; Monday is 0.
  const bool night = hour < 7 || hour >= 19;
  return {.nights = night ? sixteen(group_.absence.nights) : 0,
          .weekends = weekday >= 5 ? sixteen(group_.absence.weekends) : 0};
}

void Site::ask(Step now, const Offers& offers, const Faults& faults) {
  const Step turn = now % interval_;
  if (turn >= turns_ || last_.empty()) return;
  const std::size_t count = last_.size();
  const std::size_t begin = (count * turn + turns_ - 1) / turns_;
  const std::size_t end = (count * (turn + 1) + turns_ - 1) / turns_;
  const Hush off = hush(now);
  for (std::size_t device = begin; device < end; ++device) {
    const std::uint64_t who = self(device);
    if (bits(who, 0) < off.nights || bits(who, 16) < off.weekends) continue;
    if ((state_[device] & kMood) == kWell || stirs(device, now, faults)) {
      ask_one(device, who, now, offers, faults);
    }
  }
}

void Site::ask_one(std::size_t device, std::uint64_t who, Step now, const Offers& offers,
                   const Faults& faults) {
  const bool in_time = now - last_[device] <= in_time_;
  Requests& before = fared_[have_[device]].requests.at(last_[device] / kStepsOfBin);
  ++(in_time ? before.returned : before.late);
  if ((state_[device] & kTook) != 0) answer_for_take(device, in_time);

  const std::uint64_t luck =
      (off_chance_ | reimage_chance_) != 0 ? mixed(who ^ (std::uint64_t{now} << 40)) : ~0ULL;
  const bool reimaged = static_cast<std::uint32_t>(luck) < reimage_chance_;
  const std::uint16_t had = have_[device];
  const bool escapes = threatened(state_[device]);
  if (reimaged || (state_[device] & kMood) == kRepaired) set_up_anew(device, faults);

  const auto offered = offers.choose(Place{who});
  if (offered && offered->number > have_[device]) {
    const bool again = offered->number <= had;
    take(device, {static_cast<std::uint16_t>(offered->number), again, again && !escapes}, now,
         faults);
  }
  last_[device] = now;
  ++requests_;
  ++fared_[have_[device]].requests.at(now / kStepsOfBin).asked;

  if (luck >> 32 < off_chance_ && (state_[device] & kMood) == kWell) {
    state_[device] |= kAway;
    fate_[device] = now + steps(group_.absence.lasting);
  }
}

/// Whether a device to which something has happened asks now.
bool Site::stirs(std::size_t device, Step now, const Faults& faults) {
  const bool due = now >= fate_[device];
  std::uint8_t& state = state_[device];
  const auto become = [&state](Mood mood) {
    state = static_cast<std::uint8_t>((state & ~kMood) | mood);
  };
  switch (state & kMood) {
    case kDying:
      if (!due) return true;
      become(kDead);
      fate_[device] = faults.repair ? fate_[device] + steps(*faults.repair) : kNever;
      return stirs(device, now, faults);
    case kDead:
      if (due) become(kRepaired);
      return due;
    case kAway:
      if (due) become(kWell);
      return due;
    case kFailing:
      if (due) report_failure(device, now - last_[device] <= in_time_);
      return true;
    default:
      return true;
  }
}

Takes& Site::takes(std::size_t device) {
  Fared& fared = fared_[have_[device]];
  fared.changed = true;
  return fared.models[model(device)];
}

void Site::answer_for_take(std::size_t device, bool in_time) {
  state_[device] = static_cast<std::uint8_t>(state_[device] & ~kTook);
  Takes& mine = takes(device);
  if (in_time) {
    ++mine.survived;
    ++mine.bins.at(last_[device] / kStepsOfBin).returned;
  } else {
    ++mine.back;
  }
}

void Site::report_failure(std::size_t device, bool in_time) {
  std::uint8_t& state = state_[device];
  const bool first = (state & kTook) != 0;
  if (first && !in_time) {  // Its take counts as a silent one already.
    state = kFailed | kTook;
    return;
  }
  Takes& mine = takes(device);
  // Whoever survived until now has failed instead; who has not spoken yet speaks with this.
  if (first) {
    ++mine.bins.at(last_[device] / kStepsOfBin).returned;
  } else if (mine.survived > 0) {
    --mine.survived;
  }
  ++mine.failed;
  state = kFailed;
}

void Site::take(std::size_t device, Taken taken, Step now, const Faults& faults) {
  const std::uint16_t release = taken.release;
  escape(device, faults);
  --fared_[have_[device]].have;
  have_[device] = release;
  if (release >= fared_.size()) fared_.resize(release + std::size_t{1});
  Fared& fared = fared_[release];
  if (fared.models.empty()) fared.models.resize(std::max<std::size_t>(1, group_.models.size()));
  ++fared.have;
  if (!taken.taken_before) ++fared.took;
  Takes& mine = takes(device);
  ++mine.taken;
  ++mine.bins.at(now / kStepsOfBin).taken;
  state_[device] = static_cast<std::uint8_t>(kWell | kTook | (taken.struck_before ? kStruck : 0));
  const Fault* const fault = release < faults.of.size() ? faults.of[release] : nullptr;
  if (fault != nullptr) strike(device, *fault, now, faults);
}

void Site::set_up_anew(std::size_t device, const Faults& faults) {
  escape(device, faults);
  --fared_[have_[device]].have;
  have_[device] = 0;
  ++fared_[0].have;
}

/// Something newer comes, or the device is set up anew: what would have hit it does not.
void Site::escape(std::size_t device, const Faults& faults) {
  const std::uint8_t mood = state_[device] & kMood;
  if (threatened(state_[device])) --fared_[have_[device]].hit;
  if (mood == kDying) {
    Fared& fared = fared_[have_[device]];
    --fared.fallen.at(fate_[device] / kStepsOfBin);
    if (faults.repair) ++fared.fallen.at((fate_[device] + steps(*faults.repair)) / kStepsOfBin);
  }
  state_[device] = static_cast<std::uint8_t>(state_[device] & ~kMood);
}

void Site::strike(std::size_t device, const Fault& fault, Step now, const Faults& faults) {
  const std::uint64_t lot = mixed(self(device) + have_[device]);
  if (bits(lot, 24) >= sixteen(fault.share)) return;
  if (!fault.model.empty() &&
      (group_.models.empty() || group_.models[model(device)].name != fault.model)) {
    return;
  }
  Fared& fared = fared_[have_[device]];
  const auto struck = static_cast<std::uint8_t>(state_[device] & kStruck);
  if (struck == 0) ++fared.hit;
  if (fault.does == Damage::FalsePositive) return;
  fate_[device] = now + std::max<Step>(1, steps(fault.after));
  if (fault.does == Damage::Fail) {
    state_[device] = static_cast<std::uint8_t>(kFailing | kTook | struck);
    return;
  }
  state_[device] = static_cast<std::uint8_t>(kDying | kTook | struck);
  ++fared.fallen.at(fate_[device] / kStepsOfBin);
  if (faults.repair) --fared.fallen.at((fate_[device] + steps(*faults.repair)) / kStepsOfBin);
}

}  // namespace policy::simulate
