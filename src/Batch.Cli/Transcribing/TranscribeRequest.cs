namespace Batch.Cli.Transcribing;

/// <summary>What the user asked <c>batch transcribe</c> for, checked, with absolute paths that hold no links.</summary>
internal sealed record TranscribeRequest
{
    public required IReadOnlyList<string> Paths { get; init; }

    public required string OutputFolder { get; init; }

    /// <summary>Name in the catalogue; null for the default of the device.</summary>
    public string? Model { get; init; }

    /// <summary>ISO 639-1 code; null to detect it.</summary>
    public string? Language { get; init; }

    public required IReadOnlyList<string> Formats { get; init; }

    public IReadOnlyList<string> Include { get; init; } = [];

    public IReadOnlyList<string> Exclude { get; init; } = [];

    public string Preset { get; init; } = "fast";

    public bool Force { get; init; }

    /// <summary>Replaces files at output names that this home did not write.</summary>
    public bool Overwrite { get; init; }

    public bool Json { get; init; }

    public bool Quiet { get; init; }
}
