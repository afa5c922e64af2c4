namespace Batch.Coordinator.Tests.Fixture;

/// <summary>The body of a submit that a test may bend.</summary>
public sealed class JobBody
{
    public IReadOnlyList<string> Paths { get; set; } = [];

    /// <summary>Takes the place of the paths.</summary>
    public string? Manifest { get; set; }

    /// <summary>Takes the place of the paths.</summary>
    public string? Container { get; set; }

    public string? Prefix { get; set; }

    public IReadOnlyList<string> Include { get; set; } = [];

    public IReadOnlyList<string> Exclude { get; set; } = [];

    public string Folder { get; set; } = "";

    public IReadOnlyList<string>? Formats { get; set; }

    public bool Overwrite { get; set; }

    public bool Force { get; set; }

    public int Level { get; set; } = 1;

    public object ToJson() => new
    {
        kind = "scripted",
        source = Manifest is not null ? new { manifest = Manifest }
            : Container is not null ? new { container = Container, prefix = Prefix, include = Include, exclude = Exclude }
            : (object)new { paths = Paths, include = Include, exclude = Exclude },
        output = new { folder = Folder, formats = Formats, overwrite = Overwrite },
        options = new { level = Level },
        force = Force,
    };
}
