using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Documenten;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Partners.Documents;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;

namespace WeId.Workflows.Partners.Channels;

/// <summary>Composes a verzending, hands it to its channel and records that it left. A verzending that has left is not sent again.</summary>
internal sealed class VerzendHandler(
    IDbContextFactory<WeIdDbContext> contexts,
    IUnitOfWork unitOfWork,
    IGeheimen geheimen,
    IAdresvenster venster,
    DocumentKluis kluis,
    Composer composer,
    IEnumerable<IChannel> channels,
    TimeProvider time,
    ILogger<VerzendHandler> logger) : IOutboxHandler
{
    // Short: the days of the activation run.
    private const int WerkdagenVoorAdres = 2;

    public string Type => VerzendOpdracht.MessageType;

    public async Task HandleAsync(OutboxMessage message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);
        var opdracht = message.ReadPayload<VerzendOpdracht>();
        var verzending = await FindAsync(opdracht.VerzendingId, ct)
            ?? throw new PermanentFailureException("The verzending does not exist.");
        if (verzending.IsHandled)
        {
            return;
        }

        if (verzending.NietNa is { } notAfter && time.GetUtcNow() >= notAfter)
        {
            await LapseAsync(message, verzending, ct);
            return;
        }

        // A character that the font lacks is a fault of the letter as a whole, which says so when it is made up.
        if (verzending.Kanaal is VerzendKanaal.Post && venster.Check(verzending.OntvangerNaam, verzending.Adres) is not (null or NotValid))
        {
            await AskForAdresAsync(message, verzending, ct);
            return;
        }

        await SendAsync(message, verzending, ct);
    }

    /// <inheritdoc />
    public async Task GiveUpAsync(OutboxMessage message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);
        var opdracht = message.ReadPayload<VerzendOpdracht>();
        if (await FindAsync(opdracht.VerzendingId, ct) is { } verzending)
        {
            // What may not arrive late is of no use later: its code goes. An id of its own: under the message's id a later success would be taken for done.
            await RecordAsync(DerivedId.From(message.Id, $"mislukt/{message.Attempts}"), verzending.Id, (_, v) => EndUnsent(v), ct);
        }
    }

    private static void EndUnsent(Verzending verzending)
    {
        if (verzending.NietNa is null)
        {
            verzending.MarkMislukt();
        }
        else
        {
            verzending.MarkVervallen();
        }
    }

    private async Task SendAsync(OutboxMessage message, Verzending verzending, CancellationToken ct)
    {
        var channel = channels.FirstOrDefault(c => c.Kanaal == verzending.Kanaal)
            ?? throw new PermanentFailureException($"No channel carries {verzending.Kanaal}.");
        var template = new TemplateKey(verzending.Template, verzending.Kanaal, verzending.Taal);
        var bericht = Compose(template, verzending);
        var zending = new Zending
        {
            VerzendingId = verzending.Id,
            Template = template,
            OntvangerNaam = verzending.OntvangerNaam,
            Adres = verzending.Adres,
            Op = verzending.AangemaaktOp,
            Bericht = bericht,
        };
        string hash;
        try
        {
            hash = await channel.SendAsync(zending, ct);
        }
        catch (PostponedException e) when (e.NotBefore >= verzending.NietNa)
        {
            // A code that must wait longer than it holds only keeps the next one for this address waiting.
            await LapseAsync(message, verzending, ct);
            return;
        }

        // It has left: stopping now would send it twice.
        await RecordAsync(message.Id, verzending.Id, (db, v) => Mark(db, v, bericht, hash), CancellationToken.None);
        logger.VerzendingHandedOver(verzending.Id, verzending.Kanaal, verzending.Template);
    }

    private async Task LapseAsync(OutboxMessage message, Verzending verzending, CancellationToken ct)
    {
        await RecordAsync(message.Id, verzending.Id, (_, v) => v.MarkVervallen(), ct);
        logger.VerzendingTooLate(verzending.Id);
    }

    /// <summary>A person shortens the address: a line that the window cuts off does not arrive.</summary>
    private async Task AskForAdresAsync(OutboxMessage message, Verzending verzending, CancellationToken ct)
    {
        var aanvraagId = verzending.AanvraagId ?? throw new PermanentFailureException("The address does not fit the window.");
        await RecordAsync(
            message.Id,
            verzending.Id,
            (db, v) =>
            {
                v.WaitForAdres();
                var at = time.GetUtcNow();
                db.Taken.Add(BeoordelingsTaak.VoorBrief(Guid.CreateVersion7(at), aanvraagId, v.Id, TaakSoort.AdresAanpassen, at, WerkdagenVoorAdres));
            },
            ct);
        logger.AdresDoesNotFit(verzending.Id);
    }

    private Bericht Compose(TemplateKey template, Verzending verzending)
    {
        try
        {
            var gegevens = TemplateGegevens.Unprotect(
                verzending.Template,
                verzending.BeveiligdeGegevens ?? throw new PermanentFailureException("The verzending has no data."),
                geheimen);
            return composer.Compose(new(template, verzending.OntvangerNaam, verzending.Adres, verzending.AangemaaktOp), gegevens);
        }
        catch (Exception e) when (e is DocumentException or JsonException or (CryptographicException and not SleutelOntbreektException) or ArgumentException)
        {
            throw new PermanentFailureException($"Template {template} cannot be filled: {e.GetType().Name}.");
        }
    }

    private void Mark(WeIdDbContext db, Verzending verzending, Bericht bericht, string hash)
    {
        if (verzending.AanvraagId is { } aanvraag)
        {
            // As it was sent: never made again.
            db.Dossierstukken.AddRange(bericht.TeBewaren.Select(b => kluis.Seal(aanvraag, "verstuurd", b.Naam, b.ContentType, b.Content, time.GetUtcNow(), verzendingId: verzending.Id)));
        }

        verzending.Describe(bericht.Onderwerp);
        if (verzending.Kanaal is VerzendKanaal.Post)
        {
            verzending.MarkOpgemaakt(geheimen.Protect(Verzending.DocumentPurpose, bericht.Pdf!), bericht.GeredigeerdPdf!, hash, time.GetUtcNow());
        }
        else
        {
            verzending.MarkVerzonden(hash, time.GetUtcNow());
        }
    }

    private Task<bool> RecordAsync(Guid operationId, Guid verzendingId, Action<WeIdDbContext, Verzending> mark, CancellationToken ct) => unitOfWork.RunAsync(
        operationId,
        async (services, token) =>
        {
            var db = services.GetRequiredService<WeIdDbContext>();
            var verzending = await db.Verzendingen.SingleAsync(v => v.Id == verzendingId, token);
            // Withdrawn or sent by another in the meantime: that stands.
            if (verzending.IsHandled)
            {
                return false;
            }

            mark(db, verzending);
            return true;
        },
        ct);

    private async Task<Verzending?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Verzendingen.AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, ct);
    }
}
