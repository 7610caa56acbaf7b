#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "policy/simulate/outcome.h"

namespace relay::simulation {

/// Something that happened in a scenario, in one group or in several at once.
struct Happening {
  enum class What { Published, Missed, Opened, Widened, Halted };
  What what = What::Published;
  policy::Instant at{};
  std::string version{};
  bool bad = false;                       ///< The release is.
  std::vector<policy::GroupId> groups{};  ///< Of the policy; none: it is the vendor's.
  policy::BasisPoints to = policy::kEverybody;
  std::string why{};
};

/// "published", "missed", "opened", "widened", "halted"
const char* word(Happening::What what);

/// What happened, in order of time: what the vendor published, and what the policy made of it.
/// Groups that the same happened to at once stand together.
std::vector<Happening> story(const policy::simulate::Outcome& outcome);

/// "opened 291 → pilot at 10%", without its time.
std::string sentence(const Happening& happening);

/// So many of a story, in order of time: first what is of bad releases and halts, then the
/// earliest.
struct Abridged {
  std::vector<Happening> told{};
  std::size_t left_out = 0;
};
Abridged abridge(std::vector<Happening> story, std::size_t most);

}  // namespace relay::simulation
