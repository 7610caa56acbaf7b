#pragma once

#include <chrono>
#include <span>

#include "relay/db/database.h"

struct sqlite3;

/// What is asked of a fresh connection before anybody else may use it. Each throws Failure; what
/// the message is about, the file, is put before it by the caller.
namespace relay::db {

/// Sets what our guarantees rest on, and reads each setting back: SQLite ignores what it does not
/// know.
void settle(sqlite3* connection, std::chrono::milliseconds patience);

/// SQLite's own quick check of the whole file.
void require_sound(sqlite3* connection);

/// Brings the schema up to the newest migration, each in one transaction of its own.
void migrate(sqlite3* connection, std::span<const Migration> migrations);

/// For what may be lost. After migrate(): a new file says whose it is before its changes go to a
/// log beside it.
void relax(sqlite3* connection, Disposable kept);

}  // namespace relay::db
