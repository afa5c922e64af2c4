using Batch.Core.Metering;

namespace Batch.Core.Pricing;

/// <summary>Turns sums of device time into money. Rounded half to even, once, to what is shown.</summary>
public static class Cost
{
    /// <summary>The shown precision: millionths of the currency's unit.</summary>
    public const int ShownDigits = 6;

    private const long MicrosPerHour = 3_600_000_000;
    private const long NanosPerShownUnit = 1_000;

    /// <summary>Cost = time x price / hour in 128-bit integers, in shown units (millionths), rounded half to even.</summary>
    public static long Shown(DeviceTime time, RateVersion rate) => RoundHalfEven(Exact(time, rate), Unit);

    /// <summary>
    /// Shown amounts of parts that add up exactly to the shown amount of their sum: each is rounded down, and what is left
    /// goes, one unit each, to the largest remainders (first come, first served among equals).
    /// </summary>
    public static IReadOnlyList<long> Apportion(IReadOnlyList<(DeviceTime Time, RateVersion Rate)> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var exact = parts.Select(p => Exact(p.Time, p.Rate)).ToArray();
        var shown = exact.Select(e => (long)(e / Unit)).ToArray();
        var total = RoundHalfEven(exact.Aggregate(Int128.Zero, (sum, e) => sum + e), Unit);
        var left = (int)(total - shown.Sum());
        foreach (var i in Enumerable.Range(0, exact.Length).OrderByDescending(i => exact[i] % Unit).ThenBy(i => i).Take(left))
        {
            shown[i]++;
        }

        return shown;
    }

    // In nano-units x micros per hour: nothing is lost before the one division.
    private static Int128 Exact(DeviceTime time, RateVersion rate) => (Int128)time.Micros * rate.NanosPerDeviceHour;

    private static Int128 Unit => (Int128)MicrosPerHour * NanosPerShownUnit;

    private static long RoundHalfEven(Int128 value, Int128 unit)
    {
        var (quotient, remainder) = Int128.DivRem(value, unit);
        var twice = remainder * 2;
        var up = twice > unit || (twice == unit && Int128.IsOddInteger(quotient));
        return (long)(up ? quotient + 1 : quotient);
    }
}
