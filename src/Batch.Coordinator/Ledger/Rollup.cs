using Batch.Core.Ledger;
using Batch.Core.Metering;

namespace Batch.Coordinator.Ledger;

/// <summary>The running total of one <see cref="RollupKey"/>: reading totals costs the same at ten postings and at ten million.</summary>
public sealed class Rollup
{
    private Rollup()
    {
    }

    public Rollup(RollupKey key)
    {
        Account = key.Account;
        Stage = key.Stage;
        Pool = key.Pool;
        Model = key.Model;
        Cause = key.Cause;
        RateVersion = key.RateVersion;
        Day = key.Day;
    }

    public string Account { get; private set; } = "";

    public string Stage { get; private set; } = "";

    public string Pool { get; private set; } = "";

    public string Model { get; private set; } = "";

    public Cause Cause { get; private set; }

    public int RateVersion { get; private set; }

    public DateOnly Day { get; private set; }

    public DeviceTime Time { get; private set; }
}
