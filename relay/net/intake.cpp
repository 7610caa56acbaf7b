#include "relay/net/intake.h"

#include <algorithm>
#include <utility>

#include "relay/net/page.h"

namespace relay::net {
namespace {

using Kind = Unreachable::Kind;

}  // namespace

Unreachable unreachable(Kind kind, std::string what) {
  return {kind, std::move(what), std::nullopt};
}

Intake::Intake(const Promise& promise, std::uint64_t room, Sink& sink)
    : promise_{promise}, room_{room}, sink_{sink}, looked_{promise.may_be_page} {}

std::optional<Unreachable> Intake::add(std::string_view bytes) {
  seen_ += bytes.size();
  if (promise_.length && seen_ > *promise_.length) {
    return unreachable(Kind::TooLong, "sends more than the " + std::to_string(*promise_.length) +
                                          " bytes it declared");
  }
  if (looked_) return hand_on(bytes);
  held_ += bytes;
  const auto page = page_start(held_);
  if (!page && !complete()) return std::nullopt;
  return page.value_or(false)
             ? unreachable(Kind::NotWanted, "answers with an HTML page instead of a file")
             : end();
}

bool Intake::complete() const {
  if (promise_.length && seen_ == *promise_.length) return true;
  return promise_.take && seen_ >= promise_.skip + *promise_.take;
}

std::optional<Unreachable> Intake::end() {
  looked_ = true;
  return hand_on(std::exchange(held_, {}));
}

std::optional<Unreachable> Intake::hand_on(std::string_view bytes) {
  const auto skipped =
      std::min<std::uint64_t>(bytes.size(), promise_.skip - std::min(promise_.skip, passed_));
  passed_ += bytes.size();
  bytes.remove_prefix(skipped);
  if (promise_.take) bytes = bytes.substr(0, *promise_.take - delivered_);
  if (bytes.size() > room_ - delivered_) {
    return unreachable(Kind::TooLong,
                       "sends more than the " + std::to_string(room_) + " bytes that are taken");
  }
  delivered_ += bytes.size();
  if (!bytes.empty()) sink_.append(std::as_bytes(std::span{bytes}));
  return std::nullopt;
}

}  // namespace relay::net
