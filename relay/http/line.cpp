#include "relay/http/line.h"

#include "relay/http/send_file.h"

namespace relay::http {

void Line::ready(const Readiness& what) {
  readable_ = readable_ || what.read;
  writable_ = writable_ || what.write;
  ended_ = ended_ || what.ended;
}

Step Line::receive(std::span<char> into) {
  if (!readable_) return {.pause = Pause::Reading};
  const Moved moved = http::receive(socket(), into);
  if (moved.state == Moved::State::Over) return {.pause = Pause::Over};
  // Less than there was room for: what comes later is told anew.
  if (moved.count < into.size() && !ended_) readable_ = false;
  if (moved.count == 0) return {.pause = Pause::Reading};
  return {.count = moved.count};
}

Step Line::transmit(std::span<const std::string_view> parts, Following following) {
  if (!writable_) return {.pause = Pause::Writing};
  return sent(http::transmit(socket(), parts, following));
}

Step Line::send(const OpenFile& file, std::uint64_t offset, std::size_t count) {
  if (!writable_) return {.pause = Pause::Writing};
  return sent(send_file(socket(), file, offset, count));
}

bool Line::has_room() {
  writable_ = writable_ && room_to_send(socket());
  return writable_;
}

Step Line::sent(const Moved& moved) {
  switch (moved.state) {
    case Moved::State::Fine:
      return {.count = moved.count};
    case Moved::State::Blocked:
      writable_ = false;
      return {.pause = Pause::Writing};
    case Moved::State::Over:
      break;
  }
  return {.pause = Pause::Over};
}

}  // namespace relay::http
