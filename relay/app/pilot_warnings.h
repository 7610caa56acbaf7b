#pragma once

#include <filesystem>
#include <vector>

#include "config/problem.h"
#include "policy/document.h"
#include "relay/db/database.h"
#include "relay/ledger/evidence.h"

namespace relay::app {

/// Where device counts are found.
struct Counted {
  db::Database& state;
  ledger::EvidencePtr evidence{};
};

/// A warning for each group that is too small for the gate that watches it: it would rarely show a
/// fault of 5 %, or the gate asks for more devices than there are. Nothing for gates that ask for
/// no evidence, and for groups of which this relay has not seen any devices. `file` is the
/// policy's.
std::vector<config::Problem> pilot_warnings(const std::filesystem::path& file,
                                            const policy::Document& document,
                                            const Counted& counted);

}  // namespace relay::app
