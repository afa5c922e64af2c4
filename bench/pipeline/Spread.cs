namespace Batch.Bench.Pipeline;

/// <summary>The middle of several measurements, and how far they lie apart.</summary>
internal readonly record struct Spread(double Median, double Lowest, double Highest)
{
    public static Spread Of(IEnumerable<double> measurements)
    {
        var sorted = measurements.Order().ToList();
        var middle = sorted.Count / 2;
        var median = sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new(median, sorted[0], sorted[^1]);
    }

    public string Show(string format) =>
        FormattableString.Invariant($"{Median.ToString(format)} (from {Lowest.ToString(format)} to {Highest.ToString(format)})");
}
