#pragma once

#include <cstdint>
#include <vector>

#include "policy/choose.h"
#include "policy/simulate/row.h"
#include "policy/simulate/scenario.h"

namespace policy::simulate {

/// Where virtual time stands on the timeline of decisions.
struct Timeline {
  Instant origin{};  ///< Of step 0.

  Instant at(Step step) const { return origin + step * kStep; }
  /// The first step that is not before.
  Step step(Instant at) const { return static_cast<Step>((at - origin + kStep - Span{1}) / kStep); }
};

/// Requests in one bin by devices that then had one release.
struct Requests {
  std::uint32_t asked = 0;
  std::uint32_t returned = 0;  ///< Of these: were followed by another, in time.
  std::uint32_t late = 0;      ///< Of these: were followed by another, too late.
};

/// Takes of one release by the devices of one model.
struct Takes {
  struct Bin {
    std::uint32_t taken = 0;
    std::uint32_t returned = 0;  ///< In time.
  };
  std::uint64_t taken = 0;
  std::uint64_t survived = 0;
  std::uint64_t failed = 0;
  std::uint64_t silent = 0;  ///< Counted when their bin is mature.
  std::uint64_t back = 0;    ///< Of these: asked again all the same.
  Row<Bin> bins{};
};

/// How one release fared with the devices of one site.
struct Fared {
  Row<Requests> requests{};
  std::vector<Takes> models{};  ///< Empty until the first take.
  Row<std::int32_t> fallen{};   ///< Change in the number of devices that lie silent, by bin.
  std::uint32_t have = 0;       ///< Devices on it, whether they can be heard or not.
  std::uint32_t took = 0;       ///< Devices: who takes it again, set up anew, is counted once.
  std::uint32_t hit = 0;        ///< Of these: the fault hits them.
  bool changed = false;         ///< Since somebody set it to false.
};

/// What the devices of a site are offered at one moment.
class Offers {
 public:
  /// Takes a Plan's `open`, newest first.
  explicit Offers(const std::vector<OpenRelease>& open) : chooser_{open} {
    if (!open.empty() && open.front().reached == kEverybody) everybody_ = open.front().release;
  }
  std::optional<Sequence> choose(Place place) const {
    return everybody_ ? everybody_ : chooser_.choose(place);
  }

 private:
  Chooser chooser_;
  std::optional<Sequence> everybody_{};  ///< The newest is open to all: nobody need be asked.
};

/// A world's part that a device's fate depends on.
struct Faults {
  /// By the release's number; nothing: it is good.
  std::vector<const Fault*> of{};
  std::optional<Span> repair{};
};

/// The devices of one group of the fleet, in flat arrays in the order in which they ask: those that
/// ask in the same minute lie side by side. Twelve bytes a device.
class Site {
 public:
  /// Numbers the devices from `first`: their places and habits come from their numbers. All have
  /// release kBefore, and asked in the interval before `now`.
  Site(const FleetGroup& group, std::uint64_t first, Timeline timeline, Step now);

  /// Those whose turn it is ask, and take what they are offered. Clients keep the newer of two.
  void ask(Step now, const Offers& offers, const Faults& faults);

  const FleetGroup& group() const { return group_; }
  std::uint64_t first() const { return first_; }
  Timeline timeline() const { return timeline_; }
  Step start() const { return start_; }
  Step in_time() const { return in_time_; }
  void allow(Span reboot);                              ///< At least so long is in time.
  std::uint64_t requests() const { return requests_; }  ///< So far.
  /// By the release's number; 0: nothing.
  std::vector<Fared>& fared() { return fared_; }
  const std::vector<Fared>& fared() const { return fared_; }

 private:
  struct Hush;
  Hush hush(Step now) const;
  void ask_one(std::size_t device, std::uint64_t who, Step now, const Offers& offers,
               const Faults& faults);
  bool stirs(std::size_t device, Step now, const Faults& faults);
  void answer_for_take(std::size_t device, bool in_time);
  void report_failure(std::size_t device, bool in_time);
  struct Taken {
    std::uint16_t release = 0;
    bool taken_before = false;   ///< By this device, before it was set up anew.
    bool struck_before = false;  ///< And then it was hit, or was not going to be.
  };
  void take(std::size_t device, Taken taken, Step now, const Faults& faults);
  void set_up_anew(std::size_t device, const Faults& faults);
  void escape(std::size_t device, const Faults& faults);
  void strike(std::size_t device, const Fault& fault, Step now, const Faults& faults);
  std::size_t model(std::size_t device) const;
  std::uint64_t self(std::size_t device) const;
  Takes& takes(std::size_t device);

  const FleetGroup& group_;
  const std::uint64_t first_;
  const Timeline timeline_;
  const Step start_;
  const Step interval_;
  const Step turns_;  ///< Steps of the interval in which devices ask.
  Step in_time_;
  std::uint32_t off_chance_ = 0;             ///< Per request, of 2^32.
  std::uint32_t reimage_chance_ = 0;         ///< The same.
  std::vector<std::uint32_t> model_ends_{};  ///< Cumulative, of 2^16.

  std::vector<Step> last_;           ///< When it asked last.
  std::vector<Step> fate_;           ///< When its mood changes.
  std::vector<std::uint16_t> have_;  ///< The release's number.
  std::vector<std::uint8_t> state_;  ///< A mood, and marks.
  std::vector<Fared> fared_;
  std::uint64_t requests_ = 0;
};

}  // namespace policy::simulate
