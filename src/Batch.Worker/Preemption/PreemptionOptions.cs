using System.ComponentModel.DataAnnotations;

namespace Batch.Worker.Preemption;

/// <summary>How a worker process hears that its machine is about to be taken away, and how long it has from then on.</summary>
public sealed class PreemptionOptions : IValidatableObject
{
    public const string Section = "Batch:Worker:Preemption";

    /// <summary>Giving back, the last heartbeat, the engine's end.</summary>
    internal static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(8);

    /// <summary>
    /// Time from the notice until the machine is gone, in seconds; the last 8 of them are for giving back and saying goodbye. 10 to 3,600.
    /// Default 30, with <see cref="PreemptionCloud.Aws"/> 120.
    /// </summary>
    [Range(10, 3600)]
    public double? NoticeSeconds { get; set; }

    /// <summary>A file whose appearance is the notice, as a node termination handler can write it. Default none.</summary>
    public string? File { get; set; }

    /// <summary>The cloud whose metadata service is asked. Default none.</summary>
    public PreemptionCloud Cloud { get; set; }

    /// <summary>
    /// Base address of the metadata service. Default <c>http://169.254.169.254</c>, with <see cref="PreemptionCloud.Gcp"/>
    /// <c>http://metadata.google.internal</c>.
    /// </summary>
    public Uri? Address { get; set; }

    /// <summary>Time between two looks at the file and at the metadata service, in seconds, 0.5 to 60. Default 2.</summary>
    [Range(0.5, 60)]
    public double LookSeconds { get; set; } = 2;

    /// <summary>
    /// Whether SIGTERM is a notice too, with the shutdown grace of the worker left. Default false: then it lets every attempt go on for
    /// that long.
    /// </summary>
    public bool Signal { get; set; }

    /// <summary>What attempts have from the notice on, which may be a whole look old when it is seen.</summary>
    internal TimeSpan Left
    {
        get
        {
            var notice = TimeSpan.FromSeconds(NoticeSeconds ?? (Cloud is PreemptionCloud.Aws ? 120 : 30));
            var left = notice - Goodbye - TimeSpan.FromSeconds(LookSeconds);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    internal Uri ActualAddress => Address ?? new Uri(Cloud is PreemptionCloud.Gcp ? "http://metadata.google.internal" : "http://169.254.169.254");

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Address is not (null or { IsAbsoluteUri: true, Scheme: "http" or "https" }))
        {
            yield return new($"{nameof(Address)} must be an address such as http://169.254.169.254", [nameof(Address)]);
        }

        if (File is { } file && !Path.IsPathRooted(file))
        {
            yield return new($"{nameof(File)} must be an absolute path", [nameof(File)]);
        }
    }
}
