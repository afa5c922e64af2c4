using System.ComponentModel.DataAnnotations;
using Batch.Core.Pricing;

namespace Batch.Coordinator.Ledger;

/// <summary>What an hour of one device of ours costs.</summary>
public sealed class RateOptions
{
    public const string Section = "Batch:Rate";

    /// <summary>Shown as assumed until a price is configured: about what a small cloud machine costs per core-hour.</summary>
    private const decimal AssumedPerDeviceHour = 0.05m;

    /// <summary>Price of one device-hour, 0 to 1,000. Default: none configured, 0.05 is assumed and marked so.</summary>
    [Range(0, 1000)]
    public decimal? PerDeviceHour { get; set; }

    /// <summary>ISO 4217 code. Default USD.</summary>
    [RegularExpression("[A-Z]{3}")]
    public string Currency { get; set; } = "USD";

    private long Nanos => (long)decimal.Round((PerDeviceHour ?? AssumedPerDeviceHour) * 1_000_000_000m);

    internal bool Matches(RateVersion version) =>
        version.NanosPerDeviceHour == Nanos && version.Currency == Currency && version.Assumed == PerDeviceHour is null;

    internal RateVersion NewVersion(string card, DateTimeOffset now) =>
        new(card, Nanos, Currency, PerDeviceHour is null, now);
}
