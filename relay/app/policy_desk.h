#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "relay/admin/policy_texts.h"
#include "relay/app/engine.h"
#include "relay/catalog/revisions.h"

namespace relay::app {

/// What people do to the policy through the administrators' door: read a text, compare it, put it
/// in force. Files that a text names are relative to the policy file's folder.
class PolicyDesk {
 public:
  using Outcome = admin::PolicyTexts::Outcome;
  /// Puts a policy in force while no round runs: see Engine::revise().
  using Revise = std::function<policy::Result<policy::Done, std::string>(const LoadedPolicy&,
                                                                         const catalog::Deed&)>;

  PolicyDesk(Engine& engine, std::filesystem::path file, Revise revise);

  // Safe from several threads at once.
  /// With a warning for each pilot that is too small for what its gate asks, where this relay has
  /// seen its devices.
  admin::PolicyText read(const std::string& text) const;
  /// Where one of them does not check any more, that is what is said.
  std::vector<std::string> weakened(const std::string& before, const std::string& after) const;

  // One at a time, and while nobody else revises.
  /// What protects less than the text in force is kept for a second person, when somebody else has
  /// the role of one.
  Outcome apply(const admin::Candidate& candidate, const catalog::Deed& deed);
  /// A second person's yes: it is recorded, the proposal done and the text in force, as its
  /// author's, in one transaction. Refuses whoever proposed it.
  Outcome approve(std::int64_t number, const catalog::Deed& deed);

 private:
  policy::Result<LoadedPolicy, admin::NotAccepted> load(const std::string& text) const;
  Outcome put_in_force(const LoadedPolicy& loaded, const catalog::Deed& deed);
  bool is_alone(const std::string& person) const;
  std::int64_t propose(const catalog::RevisionRow& base, const std::string& text,
                       const catalog::Deed& deed);

  Engine& engine_;
  const std::filesystem::path file_;
  const Revise revise_;
};

}  // namespace relay::app
