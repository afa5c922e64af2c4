using System.Globalization;

namespace Batch.ScriptedEngine;

/// <summary>The command line of the engine.</summary>
/// <param name="Port">Of loopback.</param>
/// <param name="Speed">Seconds of sound a second; 0 answers at once.</param>
/// <param name="Seed">Of what falls ill by chance.</param>
/// <param name="Ill">Share of the sounds for which the engine falls ill by chance, 0 to 1, once each.</param>
/// <param name="Notes">File that remembers those across crashes; null where there is no chance.</param>
internal sealed record EngineSettings(int Port, double Speed, int Seed, double Ill, string? Notes)
{
    /// <exception cref="ArgumentException">Something unknown is on the command line.</exception>
    public static EngineSettings Parse(string[] arguments)
    {
        var settings = new EngineSettings(0, 0, 0, 0, null);
        for (var i = 0; i + 1 < arguments.Length; i += 2)
        {
            var value = arguments[i + 1];
            settings = arguments[i] switch
            {
                "--port" => settings with { Port = int.Parse(value, CultureInfo.InvariantCulture) },
                "--speed" => settings with { Speed = double.Parse(value, CultureInfo.InvariantCulture) },
                "--seed" => settings with { Seed = int.Parse(value, CultureInfo.InvariantCulture) },
                "--ill" => settings with { Ill = double.Parse(value, CultureInfo.InvariantCulture) },
                "--notes" => settings with { Notes = value },
                var unknown => throw new ArgumentException($"There is no option {unknown}; there are --port, --speed, --seed, --ill and --notes."),
            };
        }

        return settings;
    }
}
