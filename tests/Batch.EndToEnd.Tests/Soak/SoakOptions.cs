using System.Globalization;

namespace Batch.EndToEnd.Tests.Soak;

/// <summary>How long and how hard: <c>./test soak --minutes 30 --seed 7 --items 2000</c>.</summary>
/// <param name="Minutes">For which it is injured; what runs then ends undisturbed. Default 10, 0.1 to 10,000.</param>
/// <param name="Seed">Of the injuries and of what the engine falls ill under. Default: drawn.</param>
/// <param name="Items">Of a job, 1 to 20,000; jobs follow each other until the time is over. Default 300.</param>
internal sealed record SoakOptions(double Minutes, int Seed, int Items)
{
    /// <exception cref="ArgumentException">An option is unknown, has no value, or one out of its range.</exception>
    public static SoakOptions Parse(string[] arguments)
    {
        var options = new SoakOptions(10, Random.Shared.Next(1, 1_000_000), 300);
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} needs a value.");
            options = arguments[i] switch
            {
                "--minutes" => options with { Minutes = Number(arguments[i], value, 0.1, 10_000) },
                "--seed" => options with { Seed = (int)Number(arguments[i], value, 0, int.MaxValue) },
                "--items" => options with { Items = (int)Number(arguments[i], value, 1, 20_000) },
                var unknown => throw new ArgumentException($"There is no option {unknown}; there are --minutes, --seed and --items."),
            };
        }

        return options;
    }

    private static double Number(string option, string value, double least, double most) =>
        double.TryParse(value, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{option} must be a number from {least} to {most}, not '{value}'."));
}
