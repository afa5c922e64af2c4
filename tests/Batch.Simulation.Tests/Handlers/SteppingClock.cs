using Batch.Coordinator.Storage;
using Batch.Simulation.Tests.Time;

namespace Batch.Simulation.Tests.Handlers;

/// <summary>The clock of the database. It never shows the same millisecond twice, so that ids sort as they were made and a seed repeats.</summary>
internal sealed class SteppingClock(VirtualTime time) : IDatabaseClock
{
    private DateTimeOffset _last;

    public DateTimeOffset Now(BatchDbContext db)
    {
        var now = MachineClock.Start + TimeSpan.FromMilliseconds(Math.Floor(time.Now.TotalMilliseconds));
        return _last = now > _last ? now : _last + TimeSpan.FromMilliseconds(1);
    }
}
