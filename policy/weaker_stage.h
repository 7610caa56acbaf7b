#pragma once

#include <string>
#include <vector>

#include "policy/document.h"

/// What one stage, or one path, asks less than another. A sentence each; a rule that is not the
/// same and cannot be proved to ask as much counts as weaker.
namespace policy {

/// A stage as a group meets it on its path.
struct Met {
  const Path& path;
  std::size_t stage = 0;
};

/// Soak, gate, checks, approvals, whether there is a window, ramp, and the stages that come before.
std::vector<std::string> weaker_stage(const Met& before, const Met& after);

/// Lines of approval.
std::vector<std::string> fewer_people(const std::vector<ApprovalLine>& before,
                                      const std::vector<ApprovalLine>& after);

/// Freshness and missing evidence.
std::vector<std::string> weaker_patience(const Path& before, const Path& after);

}  // namespace policy
