using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Storage;

/// <summary>The time that decides whether a chunk is due: one for all coordinators of a database.</summary>
public interface IDatabaseClock
{
    DateTimeOffset Now(BatchDbContext db);
}

/// <summary>SQLite runs in the one process that has the clock.</summary>
internal sealed class ProcessClock(TimeProvider time) : IDatabaseClock
{
    public DateTimeOffset Now(BatchDbContext db) => time.GetUtcNow();
}

/// <summary>The clocks of the machines around a PostgreSQL server may differ by hours; its own is asked.</summary>
internal sealed class PostgresClock : IDatabaseClock
{
    // now() stands still within a transaction.
    public DateTimeOffset Now(BatchDbContext db) =>
        DateTimeOffset.UnixEpoch + TimeSpan.FromMicroseconds(db.Database
            .SqlQuery<long>($"""SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS "Value" """)
            .Single());
}
