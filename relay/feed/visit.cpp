#include "relay/feed/visit.h"

#include <algorithm>
#include <utility>

#include "relay/feed/amount.h"

namespace relay::feed {
namespace {

using net::Unreachable;
using policy::Refused;

class DraftSink final : public net::Sink {
 public:
  explicit DraftSink(store::Draft& draft) : draft_{draft} {}
  void restart() override { draft_.restart(); }
  void resumed() override { draft_.mark_resumed(); }
  void append(std::span<const std::byte> bytes) override { draft_.append(bytes); }

 private:
  store::Draft& draft_;
};

class TextSink final : public net::Sink {
 public:
  explicit TextSink(std::string& text) : text_{text} {}
  void restart() override { text_.clear(); }
  void append(std::span<const std::byte> bytes) override {
    text_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  }

 private:
  std::string& text_;
};

// A vendor that sends more than can be right is not busy but wrong: waiting does not help.
Fault::Kind kind_of(Unreachable::Kind kind) {
  switch (kind) {
    case Unreachable::Kind::Missing:
      return Fault::Kind::Missing;
    case Unreachable::Kind::TooLong:
      return Fault::Kind::Refused;
    case Unreachable::Kind::NoConnection:
    case Unreachable::Kind::Status:
    case Unreachable::Kind::TooShort:
    case Unreachable::Kind::TooSlow:
    case Unreachable::Kind::NotWanted:
      return Fault::Kind::Unreachable;
  }
  return Fault::Kind::Unreachable;
}

Fault fault(const std::string& part, Unreachable&& why) {
  return {.kind = kind_of(why.kind),
          .part = part,
          .what = std::move(why.what),
          .retry_after = why.retry_after};
}

std::string show_free(const Visit& visit) {
  return show_bytes(visit.store.room(0)) + " free";
}

Fault nothing_left(const Visit& visit, const std::string& part) {
  return {.kind = Fault::Kind::DiskFull,
          .part = part,
          .what = "store: 0 bytes free above 'keep_free' (" + show_free(visit) +
                  ", 'keep_free' is " + show_bytes(visit.keep_free) + "); not downloaded"};
}

}  // namespace

policy::Result<FetchedFile, Fault> fetch_file(Visit& visit, const std::string& part, net::Ask ask) {
  const bool room_is_the_cap = visit.room < ask.size_cap;
  const auto no_room = [&] {
    return Refused{disk_full(visit, part, "more than " + show_bytes(visit.room))};
  };
  if (room_is_the_cap && visit.room == 0) return Refused{nothing_left(visit, part)};
  if (room_is_the_cap) ask.size_cap = visit.room;
  ask.stop = visit.stop;

  store::Draft draft = visit.store.draft();
  DraftSink sink{draft};
  auto answer = visit.fetcher.fetch(ask, sink);
  if (!answer) {
    if (room_is_the_cap && answer.error().kind == Unreachable::Kind::TooLong) return no_room();
    return Refused{fault(part, std::move(answer).error())};
  }
  visit.room -= std::min(visit.room, draft.size());
  return FetchedFile{.draft = std::move(draft), .answer = *std::move(answer)};
}

policy::Result<FetchedText, Fault> fetch_text(Visit& visit, const std::string& part, net::Ask ask) {
  ask.stop = visit.stop;
  FetchedText fetched;
  TextSink sink{fetched.text};
  auto answer = visit.fetcher.fetch(ask, sink);
  if (!answer) return Refused{fault(part, std::move(answer).error())};
  fetched.answer = *std::move(answer);
  return fetched;
}

Fault disk_full(const Visit& visit, const std::string& part, const std::string& need) {
  return {.kind = Fault::Kind::DiskFull,
          .part = part,
          .what = "store: " + show_free(visit) + ", this release needs " + need +
                  " and 'keep_free' is " + show_bytes(visit.keep_free) + "; not downloaded"};
}

}  // namespace relay::feed
