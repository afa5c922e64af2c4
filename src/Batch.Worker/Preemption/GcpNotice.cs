namespace Batch.Worker.Preemption;

/// <summary>Whether Compute Engine has preempted the instance.</summary>
internal sealed class GcpNotice(HttpClient http, Uri address) : INoticeSource
{
    private readonly Uri _preempted = new(address, "computeMetadata/v1/instance/preempted");

    public string Name => $"Compute Engine metadata at {address}";

    public async Task<bool> IsGivenAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _preempted);
        request.Headers.Add("Metadata-Flavor", "Google");
        using var response = await http.SendAsync(request, cancellationToken);
        var text = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken);
        return text.Trim().Equals("TRUE", StringComparison.OrdinalIgnoreCase);
    }
}
