using System.Text.Json;

namespace Batch.Worker.Preemption;

/// <summary>
/// Azure Scheduled Events. All machines of a scale set are shown the events of each: only one that names this machine counts. It is not
/// approved, because that would end the machine at once.
/// </summary>
internal sealed class AzureNotice(HttpClient http, Uri address) : INoticeSource
{
    private readonly Uri _events = new(address, "metadata/scheduledevents?api-version=2020-07-01");
    private readonly Uri _ownName = new(address, "metadata/instance/compute/name?api-version=2021-02-01&format=text");

    private string? _machine;

    public string Name => $"Azure Scheduled Events at {address}";

    public async Task<bool> IsGivenAsync(CancellationToken cancellationToken)
    {
        var document = JsonSerializer.Deserialize<JsonElement>(await GetAsync(_events, cancellationToken));
        foreach (var one in document.GetProperty("Events").EnumerateArray())
        {
            if (one.GetProperty("EventType").GetString() == "Preempt")
            {
                _machine ??= (await GetAsync(_ownName, cancellationToken)).Trim();
                if (one.GetProperty("Resources").EnumerateArray().Any(name => name.GetString() == _machine))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private async Task<string> GetAsync(Uri uri, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Headers.Add("Metadata", "true");
        using var response = await http.SendAsync(request, cancellationToken);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken);
    }
}
