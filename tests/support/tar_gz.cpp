#include "tests/support/tar_gz.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <stdexcept>

namespace tests {
namespace {

struct Free {
  void operator()(archive* writer) const { archive_write_free(writer); }
  void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};
using Entry = std::unique_ptr<archive_entry, Free>;

la_ssize_t append(archive* /*writer*/, void* text, const void* bytes, std::size_t size) {
  static_cast<std::string*>(text)->append(static_cast<const char*>(bytes), size);
  return static_cast<la_ssize_t>(size);
}

Entry entry(const std::string& name, unsigned type) {
  Entry made{archive_entry_new()};
  archive_entry_set_pathname(made.get(), name.c_str());
  archive_entry_set_filetype(made.get(), type);
  archive_entry_set_size(made.get(), 0);
  return made;
}

void must(bool done) {
  if (!done) throw std::runtime_error{"the tests cannot write an archive"};
}

enum class Compression { None, Gzip };

std::string write(const Members& members, archive_entry* last,
                  Compression compression = Compression::Gzip) {
  std::string text;
  const std::unique_ptr<archive, Free> writer{archive_write_new()};
  must(archive_write_set_format_ustar(writer.get()) == ARCHIVE_OK);
  if (compression == Compression::Gzip) {
    must(archive_write_add_filter_gzip(writer.get()) == ARCHIVE_OK);
  }
  archive_write_set_bytes_in_last_block(writer.get(), 1);
  must(archive_write_open(writer.get(), &text, nullptr, append, nullptr) == ARCHIVE_OK);
  for (const auto& [name, bytes] : members) {
    const Entry plain = entry(name, AE_IFREG);
    archive_entry_set_size(plain.get(), static_cast<la_int64_t>(bytes.size()));
    must(archive_write_header(writer.get(), plain.get()) == ARCHIVE_OK);
    must(archive_write_data(writer.get(), bytes.data(), bytes.size()) >= 0);
  }
  if (last != nullptr) {
    const Entry copy{archive_entry_clone(last)};
    must(archive_write_header(writer.get(), copy.get()) == ARCHIVE_OK);
  }
  must(archive_write_close(writer.get()) == ARCHIVE_OK);
  return text;
}

}  // namespace

std::string tar_gz(const Members& members) {
  return write(members, nullptr);
}

std::string tar(const Members& members) {
  return write(members, nullptr, Compression::None);
}

std::string tar_gz_with_symlink(const Members& members) {
  const Entry link = entry("link", AE_IFLNK);
  archive_entry_set_symlink(link.get(), "/etc/passwd");
  return write(members, link.get());
}

std::string tar_gz_with_hard_link(const Members& members) {
  const Entry link = entry("link", AE_IFREG);
  archive_entry_set_hardlink(link.get(), "first");
  return write(members, link.get());
}

std::string tar_gz_with_folder(const Members& members) {
  return write(members, entry("folder", AE_IFDIR).get());
}

std::string gzip(const std::string& bytes) {
  std::string text;
  const std::unique_ptr<archive, Free> writer{archive_write_new()};
  must(archive_write_set_format_raw(writer.get()) == ARCHIVE_OK);
  must(archive_write_add_filter_gzip(writer.get()) == ARCHIVE_OK);
  archive_write_set_bytes_in_last_block(writer.get(), 1);
  must(archive_write_open(writer.get(), &text, nullptr, append, nullptr) == ARCHIVE_OK);
  must(archive_write_header(writer.get(), entry("bytes", AE_IFREG).get()) == ARCHIVE_OK);
  must(archive_write_data(writer.get(), bytes.data(), bytes.size()) >= 0);
  must(archive_write_close(writer.get()) == ARCHIVE_OK);
  return text;
}

}  // namespace tests
