using Batch.Core.Metering;
using Batch.Core.Pricing;
using FsCheck;
using FsCheck.Fluent;

namespace Batch.Core.Tests.Pricing;

public sealed class CostTests
{
    // One thousandth of a shown unit a microsecond: halves and thirds are easy to see.
    private static readonly RateVersion OneAnHour = Rate(nanosPerHour: 3_600_000_000);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(499, 0)]
    [InlineData(500, 0)]
    [InlineData(501, 1)]
    [InlineData(1_500, 2)]
    [InlineData(2_500, 2)]
    [InlineData(3_500, 4)]
    public void Cost_WhenHalfway_IsRoundedToEven(long micros, long shown) =>
        Assert.Equal(shown, Cost.Shown(new DeviceTime(micros), OneAnHour));

    [Fact]
    public void Cost_WhenAnHour_IsThePrice() =>
        Assert.Equal(1_970_000, Cost.Shown(new DeviceTime(3_600_000_000), Rate(nanosPerHour: 1_970_000_000)));

    [Fact]
    public void Cost_WhenACenturyOnAThousandDevices_IsExact() =>
        Assert.Equal(876_000_000L * 1_970_000, Cost.Shown(new DeviceTime(876_000_000L * 3_600_000_000), Rate(1_970_000_000)));

    [Fact]
    public void Parts_WhenTheyAreAwkwardThirds_AddUpToTheShownTotal()
    {
        // A third of 10 units each: 3.33 are 3, and the one left over goes to the first.
        var parts = Enumerable.Repeat((new DeviceTime(10_000), Rate(1_200_000_000)), 3).ToList();

        Assert.Equal([4, 3, 3], Cost.Apportion(parts));
    }

    [Fact]
    public void Parts_WhenOneIsNearerToTheNextUnit_GoUpThere() =>
        Assert.Equal([1, 2], Cost.Apportion([(new DeviceTime(1_200), OneAnHour), (new DeviceTime(1_900), OneAnHour)]));

    [Fact]
    public void Parts_WhateverTheyAre_AddUpAndAreWithinAUnit()
    {
        var part = from micros in Gen.Choose(0, int.MaxValue)
                   from nanos in Gen.Choose(0, int.MaxValue)
                   select (Time: new DeviceTime(micros), Rate: Rate(nanos));
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll(Gen.ArrayOf(part).ToArbitrary(), parts =>
            {
                var shown = Cost.Apportion(parts);
                var exact = parts.Aggregate(UInt128.Zero, (sum, p) => sum + ((UInt128)p.Time.Micros * (ulong)p.Rate.NanosPerDeviceHour));
                // Compared in halves of a shown unit, so that rounding half to even is within one half.
                var twice = exact * 2 / 3_600_000_000_000;
                Assert.InRange((long)twice, (shown.Sum() * 2) - 1, (shown.Sum() * 2) + 1);
                Assert.All(parts.Zip(shown), p => Assert.InRange(p.Second - Cost.Shown(p.First.Time, p.First.Rate), -1, 1));
            }));
    }

    private static RateVersion Rate(long nanosPerHour) => new("local", nanosPerHour, "USD", assumed: true, Given.Now);
}
