using System.Globalization;
using Batch.Contracts.Costs;
using Batch.Coordinator.Storage;
using Batch.Core.Metering;
using Batch.Core.Pricing;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Costs;

/// <summary>Turns device time into what is shown: every rate version on record, the newest one for what costs nothing yet.</summary>
internal sealed class Rates
{
    private readonly Dictionary<int, RateVersion> _versions;
    private readonly RateVersion? _newest;

    private Rates(IReadOnlyList<RateVersion> versions)
    {
        _versions = versions.ToDictionary(v => v.Id);
        _newest = versions is [.., var newest] ? newest : null;
    }

    public static async Task<Rates> LoadAsync(BatchDbContext db, CancellationToken cancellationToken) =>
        new(await db.RateVersions.OrderBy(r => r.Id).ToListAsync(cancellationToken));

    /// <summary>The total of parts, rounded once.</summary>
    public CostTotal Total(IEnumerable<(DeviceTime Time, int RateVersion)> parts)
    {
        var list = parts.ToList();
        return new CostTotal(Seconds(list.Select(p => p.Time)), Money(Apportion(list).Sum(), list.Select(p => p.RateVersion)));
    }

    /// <summary>Shown amounts of parts, in millionths, that add up to the shown total.</summary>
    public IReadOnlyList<long> Apportion(IReadOnlyList<(DeviceTime Time, int RateVersion)> parts) =>
        Cost.Apportion([.. parts.Select(p => (p.Time, _versions[p.RateVersion]))]);

    /// <param name="millionths">The shown amount.</param>
    /// <param name="versions">The rates that it comes from.</param>
    public Money Money(long millionths, IEnumerable<int> versions)
    {
        var used = Used(versions);
        return new Money(
            (millionths / 1_000_000m).ToString("F6", CultureInfo.InvariantCulture),
            used is [var first, ..] ? first.Currency : "USD",
            used.Any(v => v.Assumed) || used.Count == 0);
    }

    /// <summary>The rates in words.</summary>
    public string Describe(IEnumerable<int> versions) => string.Join(", ", Used(versions).Select(Describe).Distinct(StringComparer.Ordinal));

    public static double Seconds(IEnumerable<DeviceTime> times) => times.Aggregate(DeviceTime.Zero, (sum, t) => sum + t).Seconds;

    private static string Describe(RateVersion rate)
    {
        var price = (rate.NanosPerDeviceHour / 1e9m).ToString("0.00#######", CultureInfo.InvariantCulture);
        return $"{rate.Card}: {price} {rate.Currency} per device-hour{(rate.Assumed ? " (assumed)" : "")}";
    }

    private List<RateVersion> Used(IEnumerable<int> versions)
    {
        var used = versions.Distinct().Order().Select(v => _versions[v]).ToList();
        return used.Count > 0 || _newest is null ? used : [_newest];
    }
}
