#include "relay/io/log.h"

#include <Poco/AutoPtr.h>
#include <Poco/ConsoleChannel.h>
#include <Poco/Exception.h>
#include <Poco/FileChannel.h>
#include <Poco/Message.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <iostream>
#include <string>
#include <utility>

#include "relay/io/guarded.h"
#include "relay/io/one_line.h"

namespace relay::io {
namespace {

constexpr std::array kWords{std::pair{Level::Debug, "debug"}, std::pair{Level::Notice, "notice"},
                            std::pair{Level::Warning, "warning"}, std::pair{Level::Error, "error"}};

Poco::AutoPtr<Poco::Channel> file_channel(const std::filesystem::path& file) {
  Poco::AutoPtr<Poco::FileChannel> channel{new Poco::FileChannel{file.string()}};
  channel->setProperty(Poco::FileChannel::PROP_ROTATION, "64 M");
  channel->setProperty(Poco::FileChannel::PROP_ARCHIVE, "number");
  channel->setProperty(Poco::FileChannel::PROP_PURGECOUNT, "8");
  try {
    channel->open();
  } catch (const Poco::Exception&) {
    throw std::filesystem::filesystem_error{"cannot write the log", file,
                                            std::make_error_code(std::errc::io_error)};
  }
  return channel;
}

}  // namespace

const char* word(Level level) {
  return kWords.at(static_cast<std::size_t>(level)).second;
}

std::optional<Level> parse_level(std::string_view word) {
  const auto* const found =
      std::ranges::find(kWords, word, [](const auto& row) { return row.second; });
  if (found == kWords.end()) return std::nullopt;
  return found->first;
}

struct Log::Impl {
  /// The way out, and how many lines did not get through it.
  struct Outlet {
    Poco::AutoPtr<Poco::Channel> channel;
    std::uint64_t lost = 0;
  };
  Guarded<Outlet> outlet;
};

namespace {

void send(Poco::Channel& channel, const std::string& line) {
  channel.log(Poco::Message{"sluice", line, Poco::Message::PRIO_INFORMATION});
}

}  // namespace

Log::Log(const Clock& clock, Level from)
    : clock_{clock},
      from_{from},
      impl_{new Impl{Guarded<Impl::Outlet>{
          Poco::AutoPtr<Poco::Channel>{new Poco::ConsoleChannel{std::cerr}}}}} {}

Log::Log(const Clock& clock, Level from, const std::filesystem::path& file)
    : clock_{clock}, from_{from}, impl_{new Impl{Guarded<Impl::Outlet>{file_channel(file)}}} {}

Log::~Log() = default;

void Log::write(Level level, std::string_view text) {
  if (level < from_) return;
  const std::string time = policy::rfc3339(clock_.now()) + ' ';
  const std::string line = time + word(level) + ' ' + one_line(text);
  impl_->outlet.with([&](Impl::Outlet& outlet) {
    try {
      if (outlet.lost > 0) {
        send(*outlet.channel,
             time + "warning the log lost " + std::to_string(outlet.lost) + " lines");
        outlet.lost = 0;
      }
      send(*outlet.channel, line);
    } catch (const Poco::Exception&) {
      ++outlet.lost;
      outlet.channel->close();  // A file's stream would stay broken; the next line opens it again.
    }
  });
}

}  // namespace relay::io
