#include "relay/pack/tar_gz.h"

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace relay::pack {
namespace {

using policy::Refused;

constexpr std::uint64_t kRatioFloor = 1'048'576;

struct FreeArchive {
  void operator()(archive* reader) const { archive_read_free(reader); }
};

// The compressed side: a file from an offset. libarchive is C: nothing is thrown through it.
class Source {
 public:
  Source(const std::filesystem::path& file, std::uint64_t offset)
      : path_{file}, in_{file, std::ios::binary} {
    if (in_) in_.seekg(static_cast<std::streamoff>(offset));
    if (!in_) broken();
  }

  static la_ssize_t read(archive* reader, void* source, const void** out) {
    auto& self = *static_cast<Source*>(source);
    self.in_.read(self.buffer_.data(), static_cast<std::streamsize>(self.buffer_.size()));
    if (self.in_.bad()) {
      archive_set_error(reader, EIO, "cannot be read");
      return ARCHIVE_FATAL;
    }
    *out = self.buffer_.data();
    return static_cast<la_ssize_t>(self.in_.gcount());
  }

  void check() const {
    if (in_.bad()) broken();
  }

 private:
  [[noreturn]] void broken() const {
    throw std::filesystem::filesystem_error{"cannot read an archive", path_,
                                            std::error_code{EIO, std::generic_category()}};
  }

  std::filesystem::path path_;
  std::ifstream in_;
  std::array<char, 65'536> buffer_{};
};

class Walk {
 public:
  Walk(const std::filesystem::path& file, std::uint64_t offset, const Caps& caps)
      : caps_{caps}, source_{file, offset}, reader_{archive_read_new()} {
    if (!reader_) throw std::runtime_error{"libarchive has no memory"};
    archive_read_support_filter_gzip(reader_.get());
    archive_read_support_format_tar(reader_.get());
  }

  /// The next member; nothing at the end.
  policy::Result<std::optional<Member>, BadArchive> next() {
    if (!opened_) {
      opened_ = true;
      if (archive_read_open(reader_.get(), &source_, nullptr, Source::read, nullptr) !=
          ARCHIVE_OK) {
        return bad();
      }
    }
    archive_entry* entry = nullptr;
    const int got = archive_read_next_header(reader_.get(), &entry);
    if (got != ARCHIVE_EOF && got != ARCHIVE_OK) return bad();
    if (archive_filter_code(reader_.get(), 0) != ARCHIVE_FILTER_GZIP) return not_gzip();
    if (got == ARCHIVE_EOF) return std::optional<Member>{};
    return admitted(entry);
  }

  policy::Result<policy::Done, BadArchive> read(const Member& member, const Reader& take) {
    std::uint64_t received = 0;
    for (;;) {
      const la_ssize_t got = archive_read_data(reader_.get(), chunk_.data(), chunk_.size());
      if (got < 0) return bad();
      if (got == 0) break;
      received += static_cast<std::uint64_t>(got);
      total_ += static_cast<std::uint64_t>(got);
      if (auto above = above_caps(member.name, received)) return Refused{*std::move(above)};
      if (take) take(std::span<const std::byte>{chunk_}.first(static_cast<std::size_t>(got)));
    }
    if (received == member.size) return policy::Done{};
    return Refused{BadArchive{"'" + member.name + "' in the archive is " +
                              std::to_string(received) + " bytes, its entry says " +
                              std::to_string(member.size)}};
  }

 private:
  Refused<BadArchive> bad() const {
    source_.check();
    const char* const why = archive_error_string(reader_.get());
    return Refused{BadArchive{std::string{"the archive is damaged: "} +
                              (why != nullptr ? why : "not a gzipped tar")}};
  }

  // libarchive takes an uncompressed tar as well.
  static Refused<BadArchive> not_gzip() {
    return Refused{BadArchive{"the archive is damaged: not gzip"}};
  }

  policy::Result<std::optional<Member>, BadArchive> admitted(archive_entry* entry) {
    const char* const name = archive_entry_pathname(entry);
    if (name == nullptr) return Refused{BadArchive{"the archive has a member without a name"}};
    Member member{.name = name, .size = 0};
    const bool plain = archive_entry_filetype(entry) == AE_IFREG &&
                       archive_entry_hardlink(entry) == nullptr &&
                       archive_entry_symlink(entry) == nullptr;
    if (!plain) {
      return Refused{BadArchive{"'" + member.name + "' in the archive is not a plain file"}};
    }
    if (++members_ > caps_.members) {
      return Refused{
          BadArchive{"the archive has more than " + std::to_string(caps_.members) + " members"}};
    }
    const auto size = archive_entry_size(entry);
    if (size < 0) return Refused{BadArchive{"'" + member.name + "' has no size"}};
    member.size = static_cast<std::uint64_t>(size);
    if (auto above = above_caps(member.name, member.size)) return Refused{*std::move(above)};
    return std::optional{std::move(member)};
  }

  std::optional<BadArchive> above_caps(const std::string& name, std::uint64_t size) const {
    if (size > caps_.member_bytes) {
      return BadArchive{"'" + name + "' in the archive is larger than " +
                        std::to_string(caps_.member_bytes) + " bytes"};
    }
    if (total_ > caps_.total_bytes) {
      return BadArchive{"the archive holds more than " + std::to_string(caps_.total_bytes) +
                        " bytes"};
    }
    const auto compressed = static_cast<std::uint64_t>(archive_filter_bytes(reader_.get(), -1));
    if (total_ > kRatioFloor && total_ / caps_.ratio > compressed) {
      return BadArchive{"the archive unpacks to more than " + std::to_string(caps_.ratio) +
                        " times its size"};
    }
    return std::nullopt;
  }

  const Caps caps_;
  Source source_;
  std::unique_ptr<archive, FreeArchive> reader_;
  std::array<std::byte, 65'536> chunk_{};
  bool opened_ = false;
  std::uint64_t members_ = 0;
  std::uint64_t total_ = 0;
};

Reader into(std::string& text) {
  return [&text](std::span<const std::byte> bytes) {
    text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  };
}

}  // namespace

policy::Result<policy::Done, BadArchive> read_tar_gz(
    const std::filesystem::path& file, std::uint64_t offset, const Caps& caps,
    const std::function<Reader(const Member&)>& open) {
  const auto walk = std::make_unique<Walk>(file, offset, caps);
  for (;;) {
    const auto member = walk->next();
    if (!member) return Refused{member.error()};
    if (!*member) return policy::Done{};
    auto read = walk->read(**member, open(**member));
    if (!read) return read;
  }
}

policy::Result<std::optional<std::string>, BadArchive> find_member(
    const std::filesystem::path& file, std::uint64_t offset, const Caps& caps,
    std::string_view name) {
  const auto walk = std::make_unique<Walk>(file, offset, caps);
  for (;;) {
    const auto member = walk->next();
    if (!member) return Refused{member.error()};
    if (!*member) return std::optional<std::string>{};
    const bool wanted = (*member)->name == name;
    std::string text;
    const auto read = walk->read(**member, wanted ? into(text) : Reader{});
    if (!read) return Refused{read.error()};
    if (wanted) return std::optional{std::move(text)};
  }
}

}  // namespace relay::pack
