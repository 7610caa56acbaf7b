#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "policy/result.h"
#include "relay/net/answer_head.h"
#include "relay/net/fetcher.h"
#include "relay/net/intake.h"

namespace relay::net {

/// A transfer that broke off and may go on: these bytes of exactly this version are here.
struct Resume {
  std::string etag{};
  std::uint64_t received = 0;
  std::uint64_t total = 0;
};

/// What an answer is held against.
struct Wanted {
  std::optional<ByteRange> range{};
  std::optional<Resume> resume{};
  bool conditional = false;
  std::uint64_t size_cap = 0;  ///< For what is handed on, the resumed part included.
  std::string path{};          ///< Of the URL: "*.html" may be a page.
};

/// What is to be done after a head.
struct Course {
  enum class Step {
    TakeBody,
    NotModified,
    Follow,     ///< A redirect.
    StartOver,  ///< The rest of what broke off cannot be had.
  };
  Step step = Step::TakeBody;
  Promise promise{};  ///< Of the body to take.
  bool whole = true;  ///< The body begins at the first byte; not a resumed rest.
};

/// Judges a head by what was asked. A refusal's sentence has no URL yet, and no Retry-After.
policy::Result<Course, Unreachable> judge(const AnswerHead& head, const Wanted& wanted);

}  // namespace relay::net
