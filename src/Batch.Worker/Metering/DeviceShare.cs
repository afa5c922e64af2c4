namespace Batch.Worker.Metering;

/// <summary>One attempt's stay on one device, from engine start to engine end.</summary>
internal sealed class DeviceShare(string attemptId, int device)
{
    public string AttemptId { get; } = attemptId;

    public int Device { get; } = device;

    /// <summary>True from the moment at which the attempt redoes audio that failed a quality check.</summary>
    public bool Redoing { get; set; }
}
