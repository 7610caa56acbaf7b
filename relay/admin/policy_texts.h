#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "policy/document.h"
#include "policy/result.h"
#include "relay/catalog/audit.h"

/// What the desk is given to work with the texts of policies: how they are spelt, and how one comes
/// into force, is known elsewhere.
namespace relay::admin {

struct TextProblem {
  enum class Severity {
    Error,    ///< The text says nothing.
    Warning,  ///< Somebody should look at it.
  };
  Severity severity = Severity::Error;
  unsigned line = 0;    ///< From 1; 0: the text as a whole.
  unsigned column = 0;  ///< From 1; 0: the line as a whole.
  std::string sentence{};
  std::string shown{};    ///< With its place, the line itself and a caret: a few lines.
  std::string missing{};  ///< The setting that the map at this place lacks; empty: something else.
};

/// What a text says, as far as it can be read.
struct PolicyText {
  std::vector<TextProblem> problems{};
  std::optional<policy::Document> document{};  ///< Nothing where there is an error.
};

/// A text that somebody wants in force.
struct Candidate {
  std::string text{};
  policy::Digest base{};  ///< Of the revision that it was made from.
};

/// What became of it.
struct Accepted {
  enum class As {
    Revision,  ///< It is in force.
    Proposal,  ///< It protects less, so it waits for a second person.
  };
  As as = As::Revision;
  std::int64_t number = 0;
};

/// Why it was not taken.
struct NotAccepted {
  enum class Kind {
    BadText,    ///< It does not check.
    OtherBase,  ///< Another revision is in force than the one that it was made from.
    Unknown,    ///< There is no such proposal.
    NotNow,     ///< As the sentence says.
  };
  Kind kind = Kind::NotNow;
  std::string what{};  ///< A sentence; empty for OtherBase.
};

/// Every function may be called from several threads at once.
struct PolicyTexts {
  using Outcome = policy::Result<Accepted, NotAccepted>;

  /// With what can be said of it on this relay: files that it names, how small its pilots are.
  std::function<PolicyText(const std::string& text)> read;
  /// What the second text protects less than the first, a sentence each.
  std::function<std::vector<std::string>(const std::string& before, const std::string& after)>
      weakened;
  /// Puts a text in force, or keeps it for a second person when it protects less and there are two.
  std::function<Outcome(const Candidate&, const catalog::Deed&)> apply;
  /// The second person's yes to the open proposal of this number, which then comes into force.
  std::function<Outcome(std::int64_t proposal, const catalog::Deed&)> approve;
};

}  // namespace relay::admin
