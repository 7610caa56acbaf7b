#include <algorithm>

#include "relay/http/line.h"

namespace relay::http {
namespace {

constexpr std::size_t kMostAtOnce = 2'097'152;

class PlainWire final : public Wire {
 public:
  PlainWire(Socket socket, Scratch& scratch) : line_{std::move(socket)}, scratch_{scratch} {}

  int socket() const override { return line_.socket(); }
  void ready(const Readiness& what) override { line_.ready(what); }
  void keep_ready(Unsent unsent) override { line_.keep_ready(unsent); }
  Pause handshake() override { return Pause::None; }
  const Shown& shown() const override { return shown_; }
  Step read(std::span<char> into) override { return line_.receive(into); }
  Step write(std::span<const std::string_view> parts, Following following) override {
    return line_.transmit(parts, following);
  }
  Step send(const OpenFile& file, std::uint64_t offset, std::size_t count) override {
    // The system takes up to so much whole as soon as there is room for some of it.
    constexpr std::size_t kTakenWhole = 65'536;
    const bool little = line_.unsent() == Unsent::Little && count > kTakenWhole;
    return line_.send(file, offset, std::min(count, little ? kLittleUnsent / 2 : kMostAtOnce));
  }
  Pause flush() override { return Pause::None; }
  Pause end() override { return Pause::None; }
  void stop_sending() override { line_.stop_sending(); }
  Step discard() override { return line_.receive(scratch_.input); }
  void close() override { line_.close(); }

 private:
  Line line_;
  Scratch& scratch_;
  const Shown shown_{};
};

}  // namespace

std::unique_ptr<Wire> plain_wire(Socket socket, Scratch& scratch) {
  return std::make_unique<PlainWire>(std::move(socket), scratch);
}

}  // namespace relay::http
