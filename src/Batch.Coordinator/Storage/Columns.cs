using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Batch.Core.Ledger;
using Batch.Core.Metering;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Batch.Coordinator.Storage;

/// <summary>
/// How the domain's types become columns: ids and states as text, instants and amounts as integers, because those compare
/// and sort the same on SQLite and PostgreSQL.
/// </summary>
internal static class Columns
{
    public static void Configure(ModelConfigurationBuilder builder)
    {
        Id<JobId>(builder);
        Id<ItemId>(builder);
        Id<ChunkId>(builder);
        Id<AttemptId>(builder);
        Id<SessionId>(builder);
        Id<PostingId>(builder);
        builder.Properties<DeviceTime>().HaveConversion<DeviceTimeConverter>();
        builder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        builder.Properties<JobState>().HaveConversion<string>();
        builder.Properties<WaitCause>().HaveConversion<string>();
        builder.Properties<ItemState>().HaveConversion<string>();
        builder.Properties<ChunkState>().HaveConversion<string>();
        builder.Properties<AttemptState>().HaveConversion<string>();
        builder.Properties<SessionState>().HaveConversion<string>();
        builder.Properties<PostingKind>().HaveConversion<string>();
        builder.Properties<Cause>().HaveConversion<string>();
    }

    private static void Id<TId>(ModelConfigurationBuilder builder)
        where TId : struct, IEntityId<TId> =>
        builder.Properties<TId>().HaveConversion<IdConverter<TId>>();

    private sealed class IdConverter<TId>() : ValueConverter<TId, string>(id => id.Value, text => Read(text))
        where TId : struct, IEntityId<TId>
    {
        // An expression tree cannot call a static abstract member by itself.
        private static TId Read(string text) => TId.FromValid(text);
    }

    private sealed class DeviceTimeConverter() : ValueConverter<DeviceTime, long>(t => t.Micros, m => new DeviceTime(m));

    /// <summary>Microseconds since 1970: sortable on both databases.</summary>
    private sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(
        t => (t.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
        m => new DateTimeOffset(DateTime.UnixEpoch.Ticks + (m * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero));
}
